"""A transfer undone by its opposite: both accounts stand as they stood, nothing is erased."""

from __future__ import annotations

import psycopg
import pytest

from crediting import somebody
from piperoll.customers.models import Customer
from piperoll.receipting.undo_placement import undo_placement
from piperoll.reconciliation.check_books import check_books
from piperoll.transfers.finding import NoSuchTransfer
from piperoll.transfers.undo_transfer import SpentThere, UndoneAlready, undo_transfer
from refunds.refunding import credit_of, now, the_books_agree
from transfers.moving_money import open_of, placement_of, transfers


def test_both_accounts_stand_as_they_stood_and_the_payment_may_be_undone_again(ada: Customer, basil: Customer) -> None:
    made = transfers(ada, basil, pays="oldest").transfer
    assert made is not None
    done = undo_transfer(transfer=made, reason="Two Basils", **now(somebody("officer")))
    assert (done.pence, done.allocations) == (40_00, 3)
    assert open_of(ada) == [("receipt", -40_00)]
    assert open_of(basil) == [("instalment", 30_00), ("instalment", 25_00)]
    the_books_agree()
    with pytest.raises(UndoneAlready):
        undo_transfer(transfer=made, reason="Again", **now(somebody("officer")))
    undo_placement(placement=placement_of(ada), reason="Not hers", **now(somebody("officer")))
    the_books_agree()


def test_credit_moved_on_is_undone_from_its_end(ada: Customer, basil: Customer, cora: Customer) -> None:
    first = transfers(ada, basil).transfer or 0
    second = transfers(basil, cora, amount_pence=10_00).transfer or 0
    with pytest.raises(SpentThere, match=f"TRANSFER-{second}"):
        undo_transfer(transfer=first, reason="Wrong", **now(somebody("officer")))
    for one in (second, first):
        undo_transfer(transfer=one, reason="Wrong", **now(somebody("officer")))
    assert (credit_of(ada), credit_of(basil), credit_of(cora)) == (40_00, 0, 0)
    the_books_agree()
    with pytest.raises(NoSuchTransfer):
        undo_transfer(transfer=10**9, reason="Wrong", **now(somebody("officer")))


def test_the_books_notice_an_end_that_names_other_items(
    ada: Customer, basil: Customer, as_superuser: psycopg.Connection
) -> None:
    made = transfers(ada, basil).transfer or 0
    undo_transfer(transfer=made, reason="Wrong", **now(somebody("officer")))
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute("UPDATE transfers_transferend SET out_item_id = in_item_id, in_item_id = out_item_id")
    assert "Transfers" in [control.name for control in check_books().disagreeing]
