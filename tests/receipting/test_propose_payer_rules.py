"""What is placed by hand again and again is proposed once, with its effect, and does nothing yet."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from a_past import Past, moment
from piperoll.foundations.actors import Actor
from piperoll.receipting.payer_rules import rules
from piperoll.receipting.place_receipt import place_receipt
from receipting.ruling import PAYER, next_one, paid_for_by_another, propose
from the_day import MONDAY, ask, charge, paid


@pytest.fixture
def past(manager: Actor, tmp_path: Path) -> Past:
    return Past(manager, tmp_path)


def test_it_is_proposed_once_with_its_effect_and_does_nothing_until_approved(past: Past) -> None:
    paid_for_by_another(past)
    assert propose() == 1
    assert propose() == 0
    (rule,) = rules()
    assert (rule.payer, rule.name, rule.state) == ("BRINE ST HOLDINGS", "Pickle & Sons Ltd", "proposed")
    assert (rule.receipts, rule.placed_there, rule.elsewhere, rule.waiting) == (3, 3, 0, 0)
    assert next_one(past).outcome == "suspense"


def test_two_are_too_few_and_a_name_that_pays_for_several_is_no_rule(past: Past) -> None:
    paid_for_by_another(past, last_by="SOMEBODY ELSE")
    assert propose() == 0
    on = MONDAY - timedelta(days=3)
    past.bill(on, charge("C", "15.00", name="Crumb Ltd"))
    past.bank(on, paid("15.00", "X", PAYER), paid("40.25", "Y", PAYER))
    crumb, pickle = (
        ask("SELECT id FROM customers_customer WHERE name LIKE %(n)s", n=n)[0].id for n in ("Crumb%", "Pickle%")
    )
    two = [row.id for row in ask("SELECT id FROM receipting_receipt ORDER BY id DESC LIMIT 2")]
    for receipt, customer, pence in ((two[1], crumb, 15_00), (two[0], pickle, 40_25)):
        place_receipt(
            receipt=receipt, customer=customer, allocations={}, unapplied_pence=pence, reason="Said so",
            on=on, at=moment(on, 12), by=past.by,
        )  # fmt: skip
    assert propose() == 0
    assert rules() == []
