"""Back to the card: asked for, approved, released like any refund, then paid once by GOV.UK Pay, whatever breaks."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from crediting import somebody
from piperoll.cards import refunding
from piperoll.cards.client import GovukPay, GovukPayAway
from piperoll.cards.models import CardRefund, CardRefundAsked, CardRefundEnd, CardRefundThere
from piperoll.cards.stub import Stub
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.refunds import queries
from piperoll.refunds.checking import checks_of_refunds
from piperoll.refunds.request_refund import NotPaidByCard
from piperoll.refunds.return_refund import SentToTheCard, return_refund
from refunds.cards_back import paid_twice, released, send
from refunds.refunding import approved, asks, credit_of, now, the_books_agree
from the_day import MONDAY


@pytest.fixture
def bob(stub: Stub, morag: Actor, tmp_path: Path) -> Customer:
    """Somebody whose bill of £50 was paid by card twice."""
    return paid_twice(tmp_path, morag, stub)


def test_part_of_a_card_payment_goes_back_to_its_card_and_nowhere_else(bob: Customer, stub: Stub, morag: Actor) -> None:
    refund = approved(bob, method="card", amount_pence=20_00)
    (checks,) = checks_of_refunds([refund], MONDAY)
    (account,) = (one for one in checks if one.name == "account")
    assert (account.verdict, account.words) == ("well", "The card it was paid with, through GOV.UK Pay.")
    assert send().run is None  # nobody released it
    run = released()
    assert queries.run(run).to_send == 1
    sent = send()
    assert (sent.sent, sent.pence, sent.refused, sent.not_ready) == (1, 20_00, 0, 0)
    (made,) = stub.books.refunds.values()
    assert (made["amount"], made["status"]) == (20_00, "submitted")
    asked = CardRefundAsked.objects.get()
    assert (asked.available_pence, asked.refund.there.govuk_id) == (50_00, made["refund_id"])
    assert (queries.refund(refund.pk).state, credit_of(bob)) == ("sent", 30_00)
    assert send().run is None
    with pytest.raises(SentToTheCard):
        return_refund(refund=refund.pk, reason="She called", **now(morag))
    the_books_agree()


def test_what_did_not_come_by_card_is_not_paid_to_one_and_what_did_says_so(bob: Customer, ada: Customer) -> None:
    with pytest.raises(NotPaidByCard):
        asks(ada, somebody("officer"), method="card")
    refund = approved(bob, method="cheque")
    (checks,) = checks_of_refunds([refund], MONDAY)
    assert "choose Card" in next(one.words for one in checks if one.name == "account")


def test_an_answer_lost_on_the_way_and_two_who_send_at_once_pay_once(
    bob: Customer, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved(bob, method="card", amount_pence=20_00)
    released()
    real = GovukPay.refund

    def lost(self: GovukPay, govuk_id: str, *, pence: int, available_pence: int) -> None:
        real(self, govuk_id, pence=pence, available_pence=available_pence)
        raise GovukPayAway(why="the line broke")

    monkeypatch.setattr(GovukPay, "refund", lost)
    with pytest.raises(GovukPayAway):
        send()
    assert (len(stub.books.refunds), CardRefundThere.objects.count()) == (1, 0)
    monkeypatch.setattr(GovukPay, "refund", real)
    assert send().sent == 1
    assert (len(stub.books.refunds), CardRefundThere.objects.get().govuk_id) == (1, *stub.books.refunds)
    found = refunding.make(GovukPay(), CardRefund.objects.get())  # another, who began before it was kept
    assert (found.govuk_id, len(stub.books.refunds)) == (CardRefundThere.objects.get().govuk_id, 1)
    the_books_agree()


def test_what_govuk_pay_refuses_is_credit_again_and_says_why(bob: Customer, stub: Stub) -> None:
    refund = approved(bob, method="card")
    run = released()
    payment = CardRefund.objects.get().payment.there.govuk_id
    stub.books.payments[payment]["refund_summary"]["status"] = "pending"
    assert (send().run, send().not_ready) == (None, 1)
    stub.books.payments[payment]["refund_summary"]["status"] = "available"
    stub.books.refund(payment, 10_00, None)  # by hand, in GOV.UK Pay itself
    assert send().refused == 1
    shown = queries.refund(refund.pk)
    assert (shown.state, credit_of(bob), CardRefundEnd.objects.get().state) == ("returned", 50_00, "refused")
    assert "Not paid back to the card. GOV.UK Pay will not do that" in shown.end_reason
    assert (queries.run(run).to_send, len(queries.came_back(most=5))) == (0, 1)
    the_books_agree()


def test_a_day_to_come_is_waited_for(bob: Customer, stub: Stub) -> None:
    approved(bob, method="card")
    released(MONDAY + timedelta(days=1))
    assert send(MONDAY).run is None
    assert send(MONDAY + timedelta(days=1)).sent == 1
