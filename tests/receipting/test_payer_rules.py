"""What is placed by hand again and again is proposed with its effect, approved, used with words that say so, ended."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from a_past import Past, moment
from crediting import somebody
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.receipting import queries
from piperoll.receipting.decide_payer_rule import decide_payer_rule
from piperoll.receipting.end_payer_rule import end_payer_rule
from piperoll.receipting.payer_rules import NoSuchRule, NotThatState, rules
from piperoll.receipting.place_receipt import place_receipt
from piperoll.receipting.propose_payer_rules import propose_payer_rules
from piperoll.safeguards.words import WordsMissing
from receipting.ruling import PAYER, paid_for_by_another
from the_day import MONDAY, MORNING, ask, charge, paid

NOW = {"on": MONDAY, "at": MORNING}


@pytest.fixture
def past(manager: Actor, tmp_path: Path) -> Past:
    return Past(manager, tmp_path)


def next_one(past: Past, on: date = MONDAY) -> Any:
    """One more, by the same payer: what the engine makes of it."""
    past.bill(on, charge(f"N{on}", "61.75"), charge(f"O{on}", "61.75", name="Crumb Ltd"))
    past.bank(on, paid("61.75", "BINS", PAYER))
    past.allocate(on)
    return queries.matches(ask("SELECT max(id) AS id FROM receipting_receipt")[0].id)[0]


def propose(by: Actor | None = None, **more: Any) -> int:
    return propose_payer_rules(by=by or somebody("officer"), **NOW | more).rules


def test_it_is_proposed_once_with_its_effect_and_does_nothing_until_approved(past: Past) -> None:
    paid_for_by_another(past)
    assert propose() == 1
    assert propose() == 0
    (rule,) = rules()
    assert (rule.payer, rule.name, rule.state) == ("BRINE ST HOLDINGS", "Pickle & Sons Ltd", "proposed")
    assert (rule.receipts, rule.placed_there, rule.elsewhere, rule.waiting) == (3, 3, 0, 0)
    assert next_one(past).outcome == "suspense"


def test_approved_it_is_evidence_that_says_so_and_ended_it_is_none(past: Past) -> None:
    paid_for_by_another(past)
    propose()
    (rule,) = rules()
    decide_payer_rule(rule=rule.id, approve=True, by=past.by, **NOW)
    first = next_one(past)
    assert first.outcome == "allocated"
    assert any(f"they pay under this name, by rule {rule.id}" in reason for reason in first.reasons)
    end_payer_rule(rule=rule.id, reason="The landlord sold the yard", by=past.by, **NOW)
    assert next_one(past, MONDAY + timedelta(days=1)).outcome != "allocated"
    assert rules()[0].state == "ended"
    assert propose(on=MONDAY + timedelta(days=2)) == 0  # somebody has just said no: not asked again from the same days


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


def test_what_cannot_be_is_refused_and_nothing_kept(past: Past) -> None:
    paid_for_by_another(past)
    propose()
    (rule,) = rules()
    with pytest.raises(NoSuchRule):
        decide_payer_rule(rule=rule.id + 1, approve=True, by=past.by, **NOW)
    with pytest.raises(WordsMissing):
        decide_payer_rule(rule=rule.id, approve=False, by=past.by, **NOW)
    with pytest.raises(NotPermitted):
        decide_payer_rule(rule=rule.id, approve=True, by=somebody("officer"), **NOW)
    with pytest.raises(NotThatState, match="is proposed"):
        end_payer_rule(rule=rule.id, reason="No", by=past.by, **NOW)
    decide_payer_rule(rule=rule.id, approve=False, reason="They pay for many", by=past.by, **NOW)
    with pytest.raises(NotThatState, match="is declined"):
        decide_payer_rule(rule=rule.id, approve=True, by=past.by, **NOW)
    assert next_one(past).outcome == "suspense"
