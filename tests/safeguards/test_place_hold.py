"""A hold has a kind and a last day; it stands once; breathing space is sixty days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from piperoll.foundations.actors import Actor
from piperoll.safeguards.models import Hold
from piperoll.safeguards.place_hold import (
    HeldAlready,
    NoSuchHoldKind,
    PartOfAnInvoice,
    UntilMissing,
    UntilTooFar,
    UntilTooSoon,
    WholeCustomerOnly,
    place_hold,
)
from piperoll.safeguards.words import WordsMissing
from safeguards.people import hold, somebody
from the_day import MONDAY, MORNING, ask


def test_breathing_space_is_sixty_days_beginning_with_the_first(manager: Actor) -> None:
    placed = place_hold(customer=somebody(manager), kind="breathing_space", on=MONDAY, at=MORNING, by=manager)
    assert placed.valid_to == date(2027, 1, 21)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"kind": "whim"}, NoSuchHoldKind),
        ({"kind": "dispute"}, UntilMissing),
        ({"kind": "dispute", "until": MONDAY - timedelta(days=1)}, UntilTooSoon),
        ({"kind": "dispute", "until": MONDAY + timedelta(days=400)}, UntilTooFar),
        ({"kind": "breathing_space", "invoice_id": 7}, WholeCustomerOnly),
        ({"kind": "other", "until": MONDAY}, WordsMissing),
        ({"kind": "dispute", "until": MONDAY, "amount_pence": 500}, PartOfAnInvoice),
        ({"kind": "dispute", "until": MONDAY, "invoice_id": 7, "amount_pence": 0}, PartOfAnInvoice),
    ],
)
def test_what_makes_no_sense_is_refused(manager: Actor, facts: dict[str, Any], refusal: type) -> None:
    customer = somebody(manager)
    with pytest.raises(refusal):
        place_hold(customer=customer, on=MONDAY, at=MORNING, by=manager, **facts)
    assert not Hold.objects.exists()


def test_the_same_hold_stands_once_and_another_invoice_has_its_own(manager: Actor) -> None:
    customer = somebody(manager)
    hold(manager, customer, invoice_id=7, invoice_number="AT7")
    hold(manager, customer, invoice_id=8, invoice_number="AT8")
    with pytest.raises(HeldAlready):
        hold(manager, customer, invoice_id=7, invoice_number="AT7")
    barred = ask("SELECT invoice_id, reason FROM safeguards_invoice_bar('send_reminder', %(on)s) ORDER BY 1", on=MONDAY)
    assert [row.invoice_id for row in barred] == [7, 8]
    assert barred[0].reason == "On hold until 23 December 2026 (dispute): not chased until the dispute is answered."
