"""Cash over the counter: a receipt at once, matched like any other, in its till until it is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from piperoll.billing.models import Invoice
from piperoll.foundations.actors import Actor
from piperoll.receipting import queries as receipts
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.takings.take_cash import BadTill, NoCash
from takings_words import disagreeing, states, take
from the_day import MONDAY, MORNING, bill, charge


def test_it_pays_the_invoice_it_names(manager: Actor, tmp_path: Path) -> None:
    bill(tmp_path, manager, charge("X1", "12.40", name="Ada Lovegrove", address_1="2 Vinegar Lane"))
    done = take(manager, amount_pence=12_40, payer="A Lovegrove", reference=Invoice.objects.get().number, till="hall-1")
    assert done.reference == f"CASH-{done.run}/1"
    shown = receipts.receipt(done.receipt)
    assert (shown.method, shown.number, shown.payer_name) == ("Cash", "HALL-1", "A Lovegrove")
    assert allocate_receipts(on=MONDAY, at=MORNING, by=manager).allocated == 1
    assert (states(), disagreeing()) == ([("placed", 0)], [])


def test_what_cannot_be_is_refused(manager: Actor) -> None:
    with pytest.raises(BadTill):
        take(manager, till="the till")
    with pytest.raises(NoCash):
        take(manager, amount_pence=0)
    assert states() == []
