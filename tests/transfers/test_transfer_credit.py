"""Credit moved from one account to another: by limit, in words on both, proved, and never spent twice."""

from __future__ import annotations

from datetime import date, timedelta

import psycopg
import pytest

from crediting import somebody
from piperoll.authority.decide_request import OwnRequest
from piperoll.customers.models import Customer
from piperoll.foundations.actors import NotPermitted
from piperoll.receipting.undo_placement import PaidBack, undo_placement
from piperoll.receivables.print_statement import print_statement
from piperoll.reconciliation.check_books import check_books
from piperoll.refunds.checking import NotToBeRefunded
from piperoll.refunds.set_off_credit import NothingToSetOff, set_off_credit
from piperoll.reporting import customer_account
from piperoll.safeguards.raise_flag import FlagTold, raise_flag
from piperoll.transfers.models import Transfer
from piperoll.transfers.moving import CreditIsGone
from piperoll.transfers.places import NotTheirInvoice
from piperoll.transfers.transfer_credit import (
    MoreThanTheCredit,
    NotAReason,
    NothingToMove,
    NotToBeMoved,
    SameAccount,
)
from refunds.refunding import NEW, approves, asks, at, credit_of, now, the_books_agree
from the_day import MONDAY, ask
from transfers.moving_money import moves, open_of, placement_of, transfers

DIED = FlagTold("deceased", "Told us once", date(2027, 2, 1), happened_on=date(2026, 11, 11))


def test_within_the_limit_it_moves_at_once_and_pays_the_oldest(ada: Customer, basil: Customer) -> None:
    done = transfers(ada, basil, pays="oldest")
    assert (done.state, done.pence) == ("approved", 40_00)
    assert done.done == f"TRANSFER-{done.transfer}: £40.00 moved to {basil.reference}, £40.00 of it used there."
    assert open_of(ada) == []
    assert open_of(basil) == [("instalment", 15_00)]
    the_books_agree()


def test_both_accounts_and_their_statements_say_it_in_words(ada: Customer, basil: Customer) -> None:
    done = transfers(ada, basil, amount_pence=15_00)
    told = [
        {(row.what, row.reference) for row in customer_account.timeline(c.pk, on=MONDAY, known_at=at(MONDAY), most=9)}
        for c in (ada, basil)
    ]
    assert ("transfer_out", f"TRANSFER-{done.transfer}") in told[0]
    assert ("transfer_in", f"TRANSFER-{done.transfer}") in told[1]
    for customer, closing in ((ada, -25_00), (basil, 40_00)):
        drawn = print_statement(customer=customer.pk, since=MONDAY, until=MONDAY, **now(somebody("officer")))
        assert drawn.closing_pence == closing
    the_books_agree()


def test_beyond_the_limit_somebody_else_decides(ada: Customer, basil: Customer) -> None:
    transfers(ada, basil, amount_pence=1_00)
    with pytest.raises(NotPermitted):
        transfers(ada, basil, somebody("finance_director"))
    ask("UPDATE authority_limit SET alone = '{}' WHERE act = 'transfer' RETURNING id")
    asked = transfers(ada, basil, somebody("senior"))
    assert (asked.state, asked.pence, credit_of(ada)) == ("waiting", 39_00, 39_00)
    with pytest.raises(NothingToMove):
        transfers(ada, basil)
    with pytest.raises(NothingToSetOff):
        set_off_credit(customer=ada.reference, told="By letter", **now(somebody("officer"), MONDAY + timedelta(60)))
    with pytest.raises(OwnRequest):
        approves(asked.request, somebody("senior"))
    assert "TRANSFER-" in approves(asked.request, somebody("manager", "mary.manager")).done
    assert credit_of(ada) == 0
    the_books_agree()


def test_what_cannot_be_moved_is_refused_in_a_sentence(ada: Customer, basil: Customer) -> None:
    with pytest.raises(MoreThanTheCredit, match=r"£40\.01 is more than the £40\.00"):
        transfers(ada, basil, amount_pence=40_01)
    with pytest.raises(SameAccount):
        transfers(ada, ada)
    with pytest.raises(NotAReason):
        transfers(ada, basil, reason="whim")
    with pytest.raises(NotTheirInvoice, match="NOPE"):
        transfers(ada, basil, pays="nope")
    with pytest.raises(NothingToMove):
        transfers(basil, ada)
    raise_flag(customer=ada.pk, told=DIED, **now(somebody("officer")))
    with pytest.raises(NotToBeMoved, match="estate"):
        transfers(ada, basil)
    assert Transfer.objects.count() == 0


def test_what_may_not_leave_any_longer_stays_though_it_was_asked_for_before(ada: Customer, basil: Customer) -> None:
    ask("UPDATE authority_limit SET alone = '{}' WHERE act = 'transfer' RETURNING id")
    placement = placement_of(ada)
    credit, payment = transfers(ada, basil), moves(placement, basil)
    raise_flag(customer=ada.pk, told=DIED, **now(somebody("officer")))
    for request in (credit.request, payment.request):
        with pytest.raises(NotToBeMoved, match="estate"):
            approves(request, somebody("manager", "mary.manager"))
    assert credit_of(ada) == 40_00


def test_a_payment_whose_money_moved_on_is_not_undone_beneath_it(ada: Customer, basil: Customer) -> None:
    placement = placement_of(ada)
    done = transfers(ada, basil)
    with pytest.raises(PaidBack, match=f"TRANSFER-{done.transfer}"):
        undo_placement(placement=placement, reason="Wrong", **now(somebody("officer")))


def test_credit_used_meanwhile_is_not_moved(ada: Customer, basil: Customer) -> None:
    ask("UPDATE authority_limit SET alone = '{}' WHERE act = 'transfer' RETURNING id")
    asked = transfers(ada, basil)
    ask("UPDATE receivables_itembalance SET open_pence = -1000 WHERE open_pence < 0 RETURNING item_id")
    with pytest.raises(CreditIsGone, match=r"£10\.00 is left"):
        approves(asked.request, somebody("senior"))


def test_moved_money_is_refunded_only_to_where_it_came_from(ada: Customer, basil: Customer) -> None:
    """Money that moves and is then refunded elsewhere is a sign of laundering."""
    done = transfers(ada, basil)
    why = {"not_set_off": "Being put right"}
    with pytest.raises(NotToBeRefunded, match=f"TRANSFER-{done.transfer} moved it from {ada.reference}"):
        asks(basil, somebody("officer"), to=NEW.__class__(**(NEW.__dict__ | {"account": "55779911"})), **why)
    asked = asks(basil, somebody("officer"), **why)
    assert asked.paid_to.startswith("••••8472")


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("transfers_transfer", "amount_pence = amount_pence + 1"),
        ("transfers_transferredcredit", "amount_pence = amount_pence + 1"),
    ],
)
def test_the_books_notice_a_row_altered_behind_their_back(
    ada: Customer, basil: Customer, as_superuser: psycopg.Connection, table: str, change: str
) -> None:
    transfers(ada, basil)
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute(f"UPDATE {table} SET {change}")  # type: ignore[arg-type]
    assert "Transfers" in [control.name for control in check_books().disagreeing]
