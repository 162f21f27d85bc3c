"""What became of a refund to a card is asked, never assumed; on the card it lowers a settlement, else it is credit."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from piperoll.cards.models import CardRefund, CardSettlement
from piperoll.cards.settle_card_payments import settle_card_payments
from piperoll.cards.stub import Stub
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.ledger.models import Posting
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.reconciliation.check_books import check_books
from piperoll.refunds import queries
from piperoll.runs.models import RunRejection
from piperoll.takings import queries as takings
from refunds.cards_back import hear, paid_twice, released, send
from refunds.refunding import approved, credit_of, now, the_books_agree
from the_day import MONDAY, bank, paid, statement

TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


@pytest.fixture
def bob(stub: Stub, morag: Actor, tmp_path: Path) -> Customer:
    """Somebody whose bill of £50 was paid by card twice, and £20 of it sent back to the card."""
    found = paid_twice(tmp_path, morag, stub)
    approved(found, method="card", amount_pence=20_00)
    released()
    send()
    return found


def settled(stub: Stub, by: Actor) -> CardSettlement:
    """What was paid and paid back on Monday reaches the bank on Tuesday."""
    stub.books.fee_pence = 25
    stub.books.settle(TUESDAY)
    made = settle_card_payments(**now(by, WEDNESDAY))
    assert (made.days, made.exceptions) == (1, 0)
    return CardSettlement.objects.get()


def test_on_the_card_it_is_paid_and_the_bank_shows_the_rest_in_one_credit(
    bob: Customer, stub: Stub, morag: Actor, tmp_path: Path
) -> None:
    refund = queries.refunds(most=1)[0].id
    assert (hear().run, hear().asked) == (None, 1)
    stub.books.finish_refunds()
    told = hear()
    assert (told.paid, told.pence, told.failed, queries.refund(refund).state) == (1, 20_00, 0, "paid")
    assert [row.what for row in queries.story(refund)][:2] == ["on_card", "to_card"]
    one = settled(stub, morag)
    assert (one.gross_pence, one.refunds_pence, one.fees_pence, one.net_pence) == (100_00, 20_00, 50, 79_50)
    assert Posting.objects.get(debit_account__control="refunds").amount_pence == 20_00
    the_books_agree()
    bank(tmp_path, morag, statement(paid("79.50", "STRIPE PAYMENTS UK", on=WEDNESDAY), on=WEDNESDAY))
    assert allocate_receipts(**now(morag, WEDNESDAY)).expected == 1
    assert {row.code: row.pence for row in takings.holding()}["CARD"] == 0
    the_books_agree()


def test_a_settlement_waits_for_what_became_of_a_refund(bob: Customer, stub: Stub, morag: Actor) -> None:
    stub.books.finish_refunds()
    stub.books.settle(TUESDAY)
    assert settle_card_payments(**now(morag, WEDNESDAY)).exceptions == 1
    assert "has no answer yet" in RunRejection.objects.latest("id").reason
    hear()
    assert settle_card_payments(**now(morag, WEDNESDAY)).net_pence == 80_00


def test_what_cannot_reach_the_card_is_credit_again(bob: Customer, stub: Stub, morag: Actor) -> None:
    payment = CardRefund.objects.get().payment.there.govuk_id
    stub.books.no_refunds.add(payment)
    stub.books.finish_refunds()
    assert (hear().failed, credit_of(bob), queries.refunds(most=1)[0].state) == (1, 50_00, "returned")
    assert settled(stub, morag).refunds_pence == 0
    the_books_agree()
    approved(bob, method="cheque")
    the_books_agree()


ALTERATIONS = (
    ("UPDATE cards_cardrefund SET amount_pence = amount_pence + 1", "Refunds to cards"),
    ("UPDATE cards_cardrefund SET payment_id = (SELECT min(id) FROM cards_cardpayment)", "Refunds to cards"),
    ("DELETE FROM cards_cardrefundasked", "Refunds to cards"),
    ("DELETE FROM cards_cardrefundthere", "Refunds to cards"),
    ("UPDATE cards_cardrefundend SET state = 'error'", "Refunds to cards"),
    ("DELETE FROM refunds_refundtocard", "Refunds to cards"),
    ("UPDATE cards_settledrefund SET amount_pence = amount_pence + 1", "Card settlements"),
    (
        "UPDATE cards_cardsettlement SET refunds_pence = refunds_pence - 1, net_pence = net_pence + 1",
        "Refunds on their way",
    ),
)


def test_one_altered_row_of_a_refund_to_a_card_is_noticed(
    bob: Customer, stub: Stub, morag: Actor, as_superuser: psycopg.Connection
) -> None:
    stub.books.finish_refunds()
    hear()
    settled(stub, morag)
    as_superuser.execute("SET session_replication_role = replica")
    for alteration, control in ALTERATIONS:
        name = alteration.split()[2 if alteration.startswith("DELETE") else 1]
        as_superuser.execute(f"CREATE TEMP TABLE kept AS SELECT * FROM {name}")
        assert as_superuser.execute(alteration).rowcount == 1
        assert control in {one.name for one in check_books().disagreeing}, alteration
        as_superuser.execute(f"DELETE FROM {name}; INSERT INTO {name} SELECT * FROM kept; DROP TABLE kept")
    the_books_agree()
