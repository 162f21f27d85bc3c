"""A payment that was somebody else's, or for another invoice, moved in one act."""

from __future__ import annotations

import psycopg
import pytest

from crediting import somebody
from piperoll.billing.models import Invoice
from piperoll.customers.models import Customer
from piperoll.receipting import queries
from piperoll.reconciliation.check_books import check_books
from piperoll.transfers.models import MovedPayment
from piperoll.transfers.move_payment import AskedAlready, NothingToPayThere
from piperoll.transfers.repaying import SpentSince, TakenBackSince, dealt
from refunds.refunding import approves, credit_of, the_books_agree
from the_day import ask
from transfers.moving_money import moves, open_of, placement_of, transfers


def test_the_payment_pays_there_and_what_it_paid_here_is_owed_again(ada: Customer, basil: Customer) -> None:
    placement = placement_of(ada)
    done = moves(placement, basil, pays="oldest")
    assert (done.state, done.pence, done.payments) == ("approved", 100_00, 1)
    assert open_of(ada) == [("instalment", 60_00)]
    assert open_of(basil) == [("receipt", -45_00)]
    moved = MovedPayment.objects.get()
    assert (moved.placement_id, moved.becomes.customer_id) == (placement, basil.pk)
    newest = queries.matches(moved.becomes.receipt_id)[0]
    assert newest.reasons == ["Moved by Officer One: it was put on the wrong account; Another of that name"]
    the_books_agree()
    with pytest.raises(TakenBackSince):
        moves(placement, basil)


def test_it_may_pay_another_invoice_of_the_same_customer(ada: Customer, basil: Customer) -> None:
    first, second = Invoice.objects.filter(customer=basil).order_by("id")
    moves(placement_of(ada), basil, pays=first.number)
    assert open_of(basil) == [("instalment", 25_00), ("receipt", -70_00)]
    with pytest.raises(NothingToPayThere):
        moves(placement_of(basil), basil)
    moves(placement_of(basil), basil, pays=second.number)
    assert open_of(basil) == [("instalment", 30_00), ("receipt", -75_00)]
    the_books_agree()


def test_beyond_the_limit_it_waits_once_and_is_asked_of_the_books_again(ada: Customer, basil: Customer) -> None:
    ask("UPDATE authority_limit SET alone = '{}' WHERE act = 'transfer' RETURNING id")
    placement = placement_of(ada)
    asked = moves(placement, basil)
    assert asked.state == "waiting"
    assert credit_of(basil) == 0
    with pytest.raises(AskedAlready, match=str(asked.request)):
        moves(placement, basil)
    approves(asked.request, somebody("senior"))
    assert credit_of(basil) == 100_00
    the_books_agree()


def test_a_payment_whose_credit_moved_on_stays(ada: Customer, basil: Customer) -> None:
    made = transfers(ada, basil, amount_pence=1_00)
    with pytest.raises(SpentSince, match=f"TRANSFER-{made.transfer}"):
        moves(placement_of(ada), basil)


def test_sums_are_dealt_to_receipts_in_turn() -> None:
    assert dealt({1: 50, 2: 30, 3: 40}, [(7, 60), (8, 25)]) == {1: [(7, 50)], 2: [(7, 10), (8, 20)], 3: [(8, 5)]}


def test_the_books_notice_a_moved_payment_altered(
    ada: Customer, basil: Customer, as_superuser: psycopg.Connection
) -> None:
    moves(placement_of(ada), basil)
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute("UPDATE transfers_movedpayment SET amount_pence = amount_pence - 1")
    assert "Payments moved" in [control.name for control in check_books().disagreeing]
