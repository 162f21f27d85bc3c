"""An arrangement agreed: the days and sums, by limit, confirmed by letter, and the ladder waits while it is kept."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from arrangements.arranging import AGREED, FIRST, agrees, friday, stands, watch, weekly
from crediting import credit, somebody
from dying import at_once
from piperoll.arrangements import standing
from piperoll.arrangements.agreeing import CannotGoIn, FirstDayGone, MovedOn, NothingToArrange
from piperoll.arrangements.models import Arrangement
from piperoll.arrangements.rules import (
    Due,
    FirstDayOut,
    NoWayToPay,
    Plan,
    SayHowMuch,
    TooManyPayments,
    in_words,
    spread,
)
from piperoll.authority.decide_request import OwnRequest, decide_request
from piperoll.customers.models import Customer
from piperoll.dispatch.models import Document
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.receipting.models import StandingOrder
from piperoll.receivables.models import Item
from recovery.reminding import now, owing, pays, propose, proposed_for, send, step
from recovery.reminding import stands as on_the_ladder
from refunds.refunding import approves, the_books_agree
from safeguards.people import hold


def test_the_last_payment_is_what_remains() -> None:
    assert [due.pence for due in spread(90_00, weekly(20_00))] == [20_00] * 4 + [10_00]
    assert [due.pence for due in spread(100_00, weekly(0, amount_pence=None, times=3))] == [33_34, 33_34, 33_32]
    month_ends = spread(30_00, Plan("monthly", date(2027, 1, 31), amount_pence=10_00))
    assert [due.due_on for due in month_ends] == [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31)]
    fortnights = spread(30_00, Plan("fortnightly", FIRST, times=3))
    assert [due.due_on for due in fortnights] == [friday(0), friday(2), friday(4)]
    assert spread(5_00, Plan("once", FIRST)) == [Due(FIRST, 5_00)]
    assert in_words("weekly", spread(90_00, weekly(20_00))) == (
        "£20.00 every week from 8 January 2027, 4 times, then £10.00 on 5 February 2027"
    )
    with pytest.raises(TooManyPayments):
        spread(90_00, weekly(1))


def test_it_is_agreed_at_once_confirmed_by_letter_and_nothing_of_it_is_chased(ada: Customer) -> None:
    assert step(ada, AGREED) == "send first_notice"
    made = agrees(ada, weekly(20_00))
    assert (made.state, made.pence, made.payments) == ("approved", 90_00, 5)
    assert made.done.endswith("A letter that confirms it goes with the next dispatch.")
    row = on_the_ladder(ada, AGREED)
    assert (row.why, row.arranged_pence, row.chased_pence) == ("arranged", 90_00, 0)
    propose(AGREED)
    assert (proposed_for(ada).why, proposed_for(ada).arranged_pence) == ("arranged", 90_00)
    letter = Document.objects.get(kind="arrangement")
    assert (letter.customer_id, letter.number, letter.amount_pence) == (ada.pk, f"ARR-{made.arrangement}", 90_00)
    assert send(AGREED).posted == 1
    the_books_agree()


def test_some_debts_go_in_and_the_others_are_chased(ada: Customer) -> None:
    first, second = Item.objects.filter(customer=ada).order_by("id")
    made = agrees(ada, debts=[first.pk])
    row = on_the_ladder(ada, AGREED)
    assert (made.pence, row.why, row.arranged_pence, row.chased_pence) == (60_00, "send", 60_00, 30_00)
    with pytest.raises(CannotGoIn, match=f"It is in arrangement ARR-{made.arrangement}"):
        agrees(ada, debts=[first.pk])
    with pytest.raises(NothingToArrange):
        agrees(ada, debts=[first.pk + 10**9])
    assert agrees(ada).pence == second.amount_pence
    with pytest.raises(NothingToArrange, match="It is in arrangement"):
        agrees(ada)


def test_beyond_a_limit_somebody_else_decides(ada: Customer, morag: Actor, tmp_path: Path) -> None:
    low = agrees(ada, weekly(2_00))
    assert (low.state, low.arrangement, [what for what, _, _ in low.beyond]) == (
        "waiting", None, ["Lowest payment without asking"],
    )  # fmt: skip
    assert on_the_ladder(ada, AGREED).why == "arranged", "who asks to pay is not chased while we think about it"
    with pytest.raises(OwnRequest):
        approves(low.request, somebody("officer"), on=AGREED)
    assert "£2.00 every week" in approves(low.request, somebody("senior"), on=AGREED).done
    assert on_the_ladder(ada, AGREED).why == "arranged"
    long = agrees(owing(tmp_path, morag, "Basil Budd", "300.00"), Plan("monthly", FIRST, times=20))
    assert [what for what, _, _ in long.beyond] == ["Longest without asking"]
    large = agrees(owing(tmp_path, morag, "Larder Ltd", "9000.00"), weekly(900_00))
    assert (large.state, list(large.beyond)) == ("waiting", [])
    with pytest.raises(NotPermitted):
        agrees(ada, by=somebody("assistant"))


def test_what_changed_before_it_was_decided_is_asked_again(ada: Customer, morag: Actor, tmp_path: Path) -> None:
    asked = agrees(ada, weekly(2_00))
    with pytest.raises(FirstDayGone):
        approves(asked.request, somebody("senior"), on=FIRST + timedelta(1))
    pays(tmp_path, morag, ada, "5.00", AGREED)
    with pytest.raises(MovedOn, match=r"£55\.00 open now and had £60\.00"):
        approves(asked.request, somebody("senior"), on=AGREED)
    assert not Arrangement.objects.exists()


def test_what_a_plan_is_refused_for(ada: Customer) -> None:
    for plan, refusal in (
        (weekly(every="daily"), NoWayToPay),
        (weekly(method="barter"), NoWayToPay),
        (Plan("once", FIRST, method="standing_order"), NoWayToPay),
        (weekly(times=3), SayHowMuch),
        (weekly(0), SayHowMuch),
        (Plan("weekly", FIRST), SayHowMuch),
        (weekly(first_on=AGREED - timedelta(1)), FirstDayOut),
        (weekly(first_on=AGREED + timedelta(93)), FirstDayOut),
    ):
        with pytest.raises(refusal):
            agrees(ada, plan)
    with pytest.raises(NoWayToPay):
        agrees(ada, reason="whim")
    assert not Arrangement.objects.exists()


def test_what_is_disputed_as_a_whole_stays_out(ada: Customer, morag: Actor) -> None:
    first, _ = Item.objects.filter(customer=ada).order_by("id")
    hold(morag, ada.pk, "dispute", days=90, invoice_id=first.invoice_id, invoice_number=first.reference)
    assert agrees(ada).pence == 30_00


def test_by_standing_order_we_expect_it_until_it_ends(ada: Customer, morag: Actor, tmp_path: Path) -> None:
    made = agrees(ada, weekly(30_00, method="standing_order"))
    order = StandingOrder.objects.get(arrangement=made.arrangement)
    assert (order.amount_pence, order.frequency, order.first_on) == (30_00, "weekly", FIRST)
    pays(tmp_path, morag, ada, "90.00", FIRST)
    assert watch(FIRST).completed == 1
    order.refresh_from_db()
    assert order.end.ends_on == FIRST


def test_what_was_due_when_and_what_came(ada: Customer, morag: Actor, tmp_path: Path) -> None:
    made = agrees(ada, weekly(20_00))
    assert made.arrangement
    pays(tmp_path, morag, ada, "35.00", friday(1))
    credit(
        Item.objects.filter(customer=ada, kind="instalment").latest("id").reference, on=friday(1), amount_pence=15_00
    )
    stood = stands(made.arrangement, friday(1) + timedelta(4))
    assert (stood.paid_pence, stood.lessened_pence, stood.due_pence, stood.behind_pence) == (35_00, 15_00, 40_00, 5_00)
    assert (stood.state, stood.next_on, stood.next_pence) == ("kept", friday(2), 20_00), (
        "a Friday has five days of grace"
    )
    rows = standing.payments(
        standing.planned(made.arrangement), paid=stood.paid_pence, wanted=stood.total_pence - stood.lessened_pence
    )
    assert [(one.wanted_pence, one.came_pence) for one in rows] == [
        (20_00, 20_00), (20_00, 15_00), (20_00, 0), (15_00, 0), (0, 0),
    ]  # fmt: skip
    the_books_agree()


def test_two_at_once_take_a_debt_once(ada: Customer) -> None:
    assert at_once(*[lambda: agrees(ada, weekly(2_00))] * 2) == ["NothingToArrange", "done"]
    (asked,) = standing.waiting(ada.pk)
    approves(asked.id, somebody("senior"), on=AGREED)
    assert Arrangement.objects.count() == 1


def test_while_one_waits_its_debts_are_neither_chased_nor_asked_for_again(ada: Customer) -> None:
    first, second = Item.objects.filter(customer=ada).order_by("id")
    asked = agrees(ada, weekly(2_00), debts=[first.pk])
    row = on_the_ladder(ada, AGREED)
    assert (row.arranged_pence, row.chased_pence) == (60_00, 30_00)
    with pytest.raises(CannotGoIn, match=f"request {asked.request}, which waits"):
        agrees(ada, debts=[first.pk])
    assert agrees(ada).pence == second.amount_pence
    assert on_the_ladder(ada, FIRST + timedelta(1)).chased_pence > 0, "past its first day it can be agreed no more"
    told = now(somebody("senior"), AGREED)
    decide_request(request=asked.request, decision="refuse", reason="Too little", **told)
    assert on_the_ladder(ada, AGREED).chased_pence == 60_00
    assert agrees(ada, debts=[first.pk]).pence == 60_00
