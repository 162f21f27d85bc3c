"""Settlements: gross less fees is one credit that clears itself at the bank; what does not add up waits."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import psycopg
import pytest
from by_card import ask, billed, pay, start, the_books_agree, there

from piperoll.cards import queries
from piperoll.cards.ask_card_disputes import ask_card_disputes
from piperoll.cards.models import CardSettlement, SettledPayment
from piperoll.cards.settle_card_payments import SettledCards, settle_card_payments
from piperoll.cards.stub import Stub
from piperoll.foundations.actors import Actor
from piperoll.ledger.models import Posting
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.models import Expected
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.models import RunRejection
from piperoll.takings import queries as takings
from the_day import MONDAY, MORNING, bank, paid, statement

TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + timedelta(days=days) for days in (1, 2, 3))


def settle(by: Actor, on: date = WEDNESDAY) -> SettledCards:
    """Take in what was settled."""
    return settle_card_payments(on=on, at=MORNING + timedelta(days=(on - MONDAY).days), by=by)


def held() -> int:
    """What the account of cards holds."""
    return {row.code: row.pence for row in takings.holding()}["CARD"]


def test_a_day_less_its_fees_clears_itself_and_nothing_is_held_any_more(
    stub: Stub, manager: Actor, tmp_path: Path
) -> None:
    stub.books.fee_pence = 25
    first, second = billed(tmp_path, manager, "120.50", "80.00")
    assert settle(manager).run is None
    for number, pence in ((first, 120_50), (second, 80_00)):
        pay(stub, start(manager, {number: pence}))
    ask(manager)
    stub.books.settle(TUESDAY)
    assert settle(manager, TUESDAY).days == 0
    made = settle(manager)
    assert (made.days, made.payments, made.gross_pence, made.fees_pence, made.net_pence) == (1, 2, 200_50, 50, 200_00)
    expected = Expected.objects.get()
    assert (expected.amount_pence, expected.expected_on, expected.words, held()) == (200_00, TUESDAY, "STRIPE", 200_00)
    assert Posting.objects.get(debit_account__control="collect_fees").amount_pence == 50
    the_books_agree()
    bank(tmp_path, manager, statement(paid("200.00", "STRIPE PAYMENTS UK", on=WEDNESDAY), on=WEDNESDAY))
    assert allocate_receipts(on=WEDNESDAY, at=MORNING + timedelta(days=2), by=manager).expected == 1
    assert held() == 0
    assert (settle(manager).run, CardSettlement.objects.count()) == (None, 1)
    the_books_agree()


def test_what_does_not_add_up_is_said_and_taken_when_it_does(stub: Stub, manager: Actor, tmp_path: Path) -> None:
    (number,) = billed(tmp_path, manager, "120.50")
    one, other = start(manager, {number: 100_00}), start(manager, {number: 20_50})
    pay(stub, one)
    ask(manager)
    pay(stub, other)
    stub.books.settle(TUESDAY)
    assert (settle(manager).exceptions, CardSettlement.objects.exists()) == (1, False)
    assert "has no receipt yet" in RunRejection.objects.latest("id").reason
    ask(manager)
    row = stub.books.payments[there(one)]
    for wrong, why in (({"total_amount": 101_00}, "comes to £101.00"), ({"payment_id": "other"}, "none of ours")):
        stub.books.payments[there(one)] = row | wrong
        assert settle(manager).exceptions == 1
        assert why in RunRejection.objects.latest("id").reason
    stub.books.payments[there(one)] = row
    stub.books.refund(there(one), 5_00, None)
    stub.books.finish_refunds()
    stub.books.settle(TUESDAY)
    assert settle(manager).exceptions == 1
    assert "refunds of £5.00" in RunRejection.objects.latest("id").reason
    stub.books.refunds.clear()
    assert (settle(manager).net_pence, SettledPayment.objects.count()) == (120_50, 2)
    the_books_agree()


def test_a_day_of_nothing_but_a_dispute_is_owed_to_the_provider_until_the_bank_is_debited(
    stub: Stub, manager: Actor, tmp_path: Path
) -> None:
    stub.books.fee_pence = 25
    (number,) = billed(tmp_path, manager, "50.00")
    one = start(manager, {number: 50_00})
    pay(stub, one)
    ask(manager)
    stub.books.settle(MONDAY)
    settle(manager, TUESDAY)
    stub.books.decide(stub.books.dispute(there(one))["dispute_id"], "lost")
    ask_card_disputes(on=TUESDAY, at=MORNING + timedelta(days=1), by=manager)
    assert queries.standing().kept_waits
    stub.books.settle(TUESDAY)
    made = settle(manager)
    assert (made.days, made.payments, made.net_pence, made.owed_pence, made.exceptions) == (1, 0, -65_00, 65_00, 0)
    assert held() == 49_75 - 65_00
    the_books_agree()
    lines = paid("49.75", "STRIPE", on=WEDNESDAY), paid("-65.00", "STRIPE DEBIT", on=WEDNESDAY)
    bank(tmp_path, manager, statement(*lines, on=WEDNESDAY))
    assert allocate_receipts(on=WEDNESDAY, at=MORNING + timedelta(days=2), by=manager).expected == 2
    assert (held(), queries.standing().kept_waits) == (0, False)
    the_books_agree()


@pytest.mark.parametrize(("shown", "cleared"), [("54.75", 2), ("54.76", 1), ("119.75", 2)])
def test_what_is_owed_to_the_provider_may_be_kept_from_a_later_day(
    stub: Stub, manager: Actor, tmp_path: Path, shown: str, cleared: int
) -> None:
    """Sixty-five pounds owed for Tuesday: Wednesday's £119.75 comes less by it, or whole and Tuesday is debited."""
    stub.books.fee_pence = 25
    first, second = billed(tmp_path, manager, "50.00", "120.00")
    one = start(manager, {first: 50_00})
    pay(stub, one)
    ask(manager)
    stub.books.settle(MONDAY)
    settle(manager, TUESDAY)
    stub.books.decide(stub.books.dispute(there(one))["dispute_id"], "lost")
    ask_card_disputes(on=TUESDAY, at=MORNING + timedelta(days=1), by=manager)
    stub.books.settle(TUESDAY)
    settle(manager)
    wednesday = {"on": WEDNESDAY, "at": MORNING + timedelta(days=2)}
    pay(stub, start(manager, {second: 120_00}, **wednesday))
    ask(manager, **wednesday)
    stub.books.settle(WEDNESDAY)
    assert settle(manager, THURSDAY).net_pence == 119_75
    lines = paid("49.75", "STRIPE", on=THURSDAY), paid(shown, "STRIPE", on=THURSDAY)
    bank(tmp_path, manager, statement(*lines, on=THURSDAY))
    thursday = {"on": THURSDAY, "at": MORNING + timedelta(days=3), "by": manager}
    assert (allocate_receipts(**thursday).expected, allocate_receipts(**thursday).expected) == (cleared, 0)
    the_books_agree()
    if shown == "54.75":
        assert (held(), {one.is_cleared for one in queries.settlements(most=5)}) == (0, {True})
        assert [expected.amount_pence for expected in Expected.objects.filter(replaces__isnull=False)] == [0, 54_75]
    else:
        assert not Expected.objects.filter(replaces__isnull=False).exists()


def test_a_day_that_comes_to_nought_is_settled_and_nothing_is_expected(
    stub: Stub, manager: Actor, tmp_path: Path
) -> None:
    first, second = billed(tmp_path, manager, "50.00", "65.00")
    one = start(manager, {first: 50_00})
    pay(stub, one)
    ask(manager)
    stub.books.settle(MONDAY)
    settle(manager, TUESDAY)
    stub.books.decide(stub.books.dispute(there(one))["dispute_id"], "lost")
    ask_card_disputes(on=TUESDAY, at=MORNING + timedelta(days=1), by=manager)
    pay(stub, start(manager, {second: 65_00}, on=TUESDAY, at=MORNING + timedelta(days=1)))
    ask(manager, on=TUESDAY, at=MORNING + timedelta(days=1))
    stub.books.settle(TUESDAY)
    made = settle(manager)
    assert (made.days, made.payments, made.net_pence, made.owed_pence) == (1, 1, 0, 0)
    assert (Expected.objects.count(), CardSettlement.objects.get(settled_on=TUESDAY).banking.expected) == (1, None)
    assert (held(), settle(manager).run) == (50_00, None)
    the_books_agree()


ALTERATIONS = (
    ("UPDATE cards_cardsettlement SET gross_pence = gross_pence + 1, net_pence = net_pence + 1", "Card settlements"),
    ("UPDATE cards_cardsettlement SET fees_pence = fees_pence + 1, net_pence = net_pence - 1", "Bankings"),
    ("UPDATE cards_settledpayment SET amount_pence = amount_pence + 1", "Card settlements"),
    ("DELETE FROM cards_settledpayment", "Card settlements"),
)


def test_one_altered_row_of_a_settlement_is_noticed(
    stub: Stub, manager: Actor, tmp_path: Path, as_superuser: psycopg.Connection
) -> None:
    stub.books.fee_pence = 25
    (number,) = billed(tmp_path, manager, "120.50")
    pay(stub, start(manager, {number: 120_50}))
    ask(manager)
    stub.books.settle(TUESDAY)
    settle(manager)
    as_superuser.execute("SET session_replication_role = replica")
    for alteration, control in ALTERATIONS:
        name = alteration.split()[2 if alteration.startswith("DELETE") else 1]
        as_superuser.execute(f"CREATE TEMP TABLE kept AS SELECT * FROM {name}")
        assert as_superuser.execute(alteration).rowcount == 1
        assert control in {one.name for one in check_books().disagreeing}, alteration
        as_superuser.execute(f"DELETE FROM {name}; INSERT INTO {name} SELECT * FROM kept; DROP TABLE kept")
    the_books_agree()
