"""A fund placement is taken back once; the row that meets it says which."""

from __future__ import annotations

from pathlib import Path

import pytest

from fund_words import RENT, rents_taken
from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.models import FundPlacement, Suspense
from piperoll.receipting.undo_fund_placement import NoSuchFundPlacement, undo_fund_placement
from piperoll.receipting.undo_placement import AlreadyUndone
from piperoll.receipting.undoing import NoReasonToUndo
from piperoll.reconciliation.check_books import check_books
from piperoll.takings.return_unpaid import return_unpaid
from takings_words import cheque, pay_in
from the_day import MONDAY, MORNING, bank, paid, statement

WHEN = {"on": MONDAY, "at": MORNING}


def test_it_goes_back_once_with_a_reason(tmp_path: Path, manager: Actor) -> None:
    rents_taken(manager)
    bank(tmp_path, manager, statement(paid("5.00", RENT)))
    allocate_receipts(by=manager, **WHEN)
    first = FundPlacement.objects.get().pk
    with pytest.raises(NoReasonToUndo):
        undo_fund_placement(placement=first, reason=" ", by=manager, **WHEN)
    undo_fund_placement(placement=first, reason="Wrong", by=manager, **WHEN)
    with pytest.raises(AlreadyUndone):
        undo_fund_placement(placement=first, reason="Wrong", by=manager, **WHEN)
    met = FundPlacement.objects.get(undoes=first)
    assert (met.amount_pence, met.reference) == (-5_00, RENT)
    with pytest.raises(NoSuchFundPlacement):
        undo_fund_placement(placement=met.pk, reason="Wrong", by=manager, **WHEN)
    assert check_books().agrees


def test_a_cheque_that_bounced_is_taken_back_from_the_fund_too(manager: Actor) -> None:
    rents_taken(manager)
    pay_in(manager, cheque("20.00", reference=RENT))
    assert allocate_receipts(by=manager, **WHEN).for_funds == 1
    done = return_unpaid(receipt=Suspense.objects.get().pk, reason="Refer to drawer", by=manager, **WHEN)
    assert (done.placements_undone, done.pence) == (1, 20_00)
    assert check_books().agrees
