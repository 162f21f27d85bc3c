"""Nobody decides what they asked for; what is decided is done at once, by the limits of the day it is decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from asking_about_hats import BOUGHT, NoHats, ask, limit, register, somebody
from django.db import IntegrityError, connection, transaction

from crediting import morning
from piperoll.authority.answer_request import NoAnswer, answer_request
from piperoll.authority.arrange_cover import arrange_cover
from piperoll.authority.asking import NoSuchRequest, NotYours
from piperoll.authority.decide_request import (
    AgreedAlready,
    BeyondYourLimit,
    NotADecision,
    OwnRequest,
    SayWhy,
    decide_request,
)
from piperoll.authority.limits import NoLimitCovers
from piperoll.authority.models import Limit, RequestEvent, RequestState, UserService
from piperoll.authority.queries import waiting_for
from piperoll.authority.sign_in import actor_for
from piperoll.authority.withdraw_request import withdraw_request
from piperoll.council.models import Service
from piperoll.foundations.states import NotFromHere
from the_day import MONDAY, MORNING

pytestmark = pytest.mark.django_db
NOW: dict[str, Any] = {"on": MONDAY, "at": MORNING}


@pytest.fixture(autouse=True)
def hats() -> Iterator[None]:
    register()
    limit(100_00, alone="officer", approvers="senior manager")
    limit(1_000_00, alone="", approvers="manager", told=["finance_director"])
    limit(None, approvers="finance_director")
    return iter(())


def state_of(request: int) -> str:
    return RequestState.objects.get(pk=request).state


def test_within_their_own_limit_somebody_goes_ahead_and_above_it_waits() -> None:
    assert ask(somebody("officer"), 100_00).may_go_ahead
    asked = ask(somebody("officer"), 100_01, customer=8)
    assert not asked.may_go_ahead
    assert state_of(asked.request.pk) == "waiting"
    decided = decide_request(request=asked.request.pk, decision="approve", by=somebody("manager"), **NOW)
    assert (decided.state, decided.done, BOUGHT) == ("approved", "Bought a hat for Manager.One.", [asked.request.pk])


def test_what_the_customer_had_within_a_year_counts_so_that_nobody_splits_it() -> None:
    officer = somebody("officer")
    assert ask(officer, 60_00, on=MONDAY - timedelta(days=365)).may_go_ahead
    assert ask(officer, 60_00).may_go_ahead  # the first is a year ago
    split = ask(officer, 60_00)
    assert (split.may_go_ahead, split.counted_pence) == (False, 120_00)
    assert ask(officer, 60_00, customer=8).may_go_ahead
    with pytest.raises(BeyondYourLimit, match=r"is for Team manager to decide.*comes to £120.00"):
        decide_request(request=split.request.pk, decision="approve", by=somebody("senior"), **NOW)


def test_nobody_picks_a_day_on_which_they_may_do_more() -> None:
    limit(5_000_00, alone="officer", valid_to=MONDAY - timedelta(days=1))
    officer, last_year = somebody("officer"), MONDAY - timedelta(days=400)
    assert not ask(officer, 200_00, customer=8, counts_from=last_year).may_go_ahead, "by the limits of long ago"
    assert ask(officer, 60_00, counts_from=last_year).may_go_ahead
    split = ask(officer, 60_00)
    assert (split.may_go_ahead, split.counted_pence) == (False, 120_00), "asked for today, whatever day it counts from"


def test_nobody_decides_their_own_in_code() -> None:
    asked = ask(somebody("manager"), 200_00)
    for decision in ("approve", "refuse", "return"):
        with pytest.raises(OwnRequest):
            decide_request(request=asked.request.pk, decision=decision, reason="mine", by=somebody("manager"), **NOW)
    assert not BOUGHT


@pytest.mark.parametrize("event", ["approve", "refuse", "return"])
def test_nor_by_writing_to_the_database_as_the_application(event: str) -> None:
    asked = ask(somebody("manager"), 200_00)
    told = {"request": asked.request.pk, "event": event, "by": somebody("manager").user_id, "on": MONDAY, "at": MORNING}
    told |= {"run": asked.request.run_id, "limit": asked.limit.pk}
    with pytest.raises(IntegrityError, match="nobody decides what they asked for themselves"), transaction.atomic():
        insert_event(told, standing_in_for=None)
    senior = somebody("senior").user_id
    with pytest.raises(IntegrityError, match="no limit lets a senior decide this"), transaction.atomic():
        insert_event({**told, "by": senior}, standing_in_for=None)
    with pytest.raises(IntegrityError, match="nobody decides what they asked for themselves"), transaction.atomic():
        insert_event({**told, "by": senior}, standing_in_for=told["by"])
    other = somebody("manager", "other.manager").user_id
    with pytest.raises(IntegrityError, match="nobody arranged that cover"), transaction.atomic():
        insert_event({**told, "by": senior}, standing_in_for=other)
    with pytest.raises(IntegrityError, match="no limit lets a manager do this alone"), transaction.atomic():
        insert_event({**told, "event": "do_alone"}, standing_in_for=None)


def insert_event(told: dict[str, Any], standing_in_for: int | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO authority_requestevent (request_id, event, state, by_id, standing_in_for_id, limit_id, why,"
            " effective_on, known_at, run_id) VALUES (%(request)s, %(event)s, 'approved', %(by)s, %(for)s, %(limit)s,"
            " '', %(on)s, %(at)s, %(run)s)",
            {**told, "for": standing_in_for},
        )


def test_a_request_ends_once_whatever_two_people_do() -> None:
    asked = ask(somebody("officer"), 200_00)
    decide_request(request=asked.request.pk, decision="refuse", reason="No", by=somebody("manager"), **NOW)
    with pytest.raises(NotFromHere, match="is refused"):
        decide_request(request=asked.request.pk, decision="approve", by=somebody("manager"), **NOW)
    (end,) = RequestEvent.objects.filter(request=asked.request, state="refused")
    with pytest.raises(IntegrityError, match="request_ends_once"), transaction.atomic():
        RequestEvent.objects.create(
            request=asked.request, event="withdraw", state="withdrawn", by_id=asked.request.asked_by_id,
            effective_on=MONDAY, known_at=MORNING, run_id=end.run_id,
        )  # fmt: skip


def test_a_deputy_decides_between_the_days_of_the_cover_but_never_for_whoever_asked() -> None:
    asked = ask(somebody("officer"), 200_00)
    mine = ask(somebody("manager"), 50_00, customer=9, on=MONDAY)  # waits: a manager may do nothing alone here
    senior, until = somebody("senior"), MONDAY + timedelta(days=4)
    arrange_cover(
        user="manager.one", deputy="senior.one", valid_from=MONDAY, valid_to=until, reason="Leave",
        on=MONDAY, at=MORNING, by=somebody("manager"),
    )  # fmt: skip
    with pytest.raises(BeyondYourLimit):
        decide_request(request=asked.request.pk, decision="approve", by=senior, **morning(until + timedelta(days=1)))
    decide_request(request=asked.request.pk, decision="approve", by=senior, **morning(until))
    event = RequestEvent.objects.get(request=asked.request, event="approve")
    assert (event.by.username, event.standing_in_for and event.standing_in_for.username) == (
        "senior.one",
        "manager.one",
    )
    own = ask(somebody("manager"), 500_00, customer=10)
    with pytest.raises(OwnRequest):
        decide_request(request=own.request.pk, decision="approve", by=senior, **NOW)
    decide_request(request=mine.request.pk, decision="approve", by=senior, **NOW)  # a senior's own role allows this


def test_returned_with_a_question_answered_and_decided() -> None:
    officer, manager = somebody("officer"), somebody("manager")
    asked = ask(officer, 200_00).request.pk
    with pytest.raises(SayWhy, match="Say why you return it"):
        decide_request(request=asked, decision="return", by=manager, **NOW)
    decide_request(request=asked, decision="return", reason="Which shop?", by=manager, **NOW)
    with pytest.raises(NotFromHere, match="is returned"):
        decide_request(request=asked, decision="approve", by=manager, **NOW)
    with pytest.raises(NotYours, match="only they can answer"):
        answer_request(request=asked, answer="Any", by=other(), **NOW)
    with pytest.raises(NoAnswer):
        answer_request(request=asked, answer=" ", by=officer, **NOW)
    answer_request(request=asked, answer="The one in the square", by=officer, **NOW)
    assert decide_request(request=asked, decision="approve", by=manager, **NOW).state == "approved"
    events = RequestEvent.objects.filter(request=asked).values_list("event", flat=True)
    assert list(events) == ["send", "return", "answer", "approve"]


def other() -> Any:
    return somebody("officer", "officer.two")


def test_whoever_asked_may_take_it_back_and_nobody_else() -> None:
    asked = ask(somebody("officer"), 200_00).request.pk
    with pytest.raises(NotYours):
        withdraw_request(request=asked, by=other(), **NOW)
    withdraw_request(request=asked, reason="Rain", by=somebody("officer"), **NOW)
    assert state_of(asked) == "withdrawn"


def test_limits_are_asked_again_on_the_day_of_the_decision() -> None:
    asked = ask(somebody("officer"), 200_00).request.pk
    Limit.objects.filter(up_to_pence=1_000_00).update(valid_to=MONDAY)
    tuesday = morning(MONDAY + timedelta(days=1))
    with pytest.raises(BeyondYourLimit, match="Finance director"):
        decide_request(request=asked, decision="approve", by=somebody("manager"), **tuesday)
    Limit.objects.filter(up_to_pence=None).update(valid_to=MONDAY)
    with pytest.raises(NoLimitCovers, match=r"No limit says who may decide a hat of £200.00 on 24 November 2026"):
        decide_request(request=asked, decision="approve", by=somebody("manager"), **tuesday)


def test_what_cannot_be_carried_out_stays_undecided() -> None:
    asked = ask(somebody("officer"), 200_00, details={"sold_out": True}).request.pk
    with pytest.raises(NoHats):
        decide_request(request=asked, decision="approve", by=somebody("manager"), **NOW)
    assert state_of(asked) == "waiting"


def test_people_of_a_service_see_and_decide_only_their_own() -> None:
    limit(None, approvers="approver", service=Service.objects.create(code="BUS", name="Buses"))
    approver = somebody("approver")
    UserService.objects.create(user_id=approver.user_id, service=Service.objects.get(code="BUS"))
    approver = actor_for("approver.one")
    buses, waste = (ask(somebody("officer"), 200_00, service=code).request.pk for code in ("BUS", "TRADE"))
    with pytest.raises(NoSuchRequest):
        decide_request(request=waste, decision="approve", by=approver, **NOW)
    assert decide_request(request=buses, decision="approve", by=approver, **NOW).state == "approved"


def test_it_must_be_a_request_and_a_decision() -> None:
    with pytest.raises(NoSuchRequest, match="no request 99"):
        decide_request(request=99, decision="approve", by=somebody("manager"), **NOW)
    with pytest.raises(NotADecision, match="'maybe'"):
        decide_request(request=99, decision="maybe", by=somebody("manager"), **NOW)


def test_an_age_is_a_limit_too() -> None:
    limit(100_00, alone="assistant", approvers="manager", up_to_days=2)
    assert not ask(somebody("assistant"), 10_00, age_days=3).may_go_ahead
    assert ask(somebody("assistant"), 10_00, age_days=2, customer=8).may_go_ahead
    assert Limit.objects.filter(valid_from=date(2024, 4, 1)).count() == 4


@pytest.fixture
def two() -> None:
    """Hats beyond £1,000 take two: a manager, then the finance director or another manager."""
    Limit.objects.filter(up_to_pence=None).delete()
    limit(None, approvers="manager", then_approvers=["finance_director", "manager"])


def test_where_it_takes_two_the_first_agrees_and_somebody_else_approves(two: None) -> None:
    asked = ask(somebody("officer"), 2_000_00)
    manager, director = somebody("manager"), somebody("finance_director")
    with pytest.raises(BeyondYourLimit, match="is for Team manager to decide"):
        decide_request(request=asked.request.pk, decision="approve", by=director, **NOW)
    assert [len(waiting_for(who, on=MONDAY)) for who in (manager, director)] == [1, 0]
    agreed = decide_request(request=asked.request.pk, decision="approve", by=manager, **NOW)
    assert (agreed.state, agreed.next_deciders, BOUGHT) == ("waiting", "Team manager or Finance director", [])
    assert [len(waiting_for(who, on=MONDAY)) for who in (manager, director)] == [0, 1]
    with pytest.raises(AgreedAlready, match="somebody else, Team manager or Finance director"):
        decide_request(request=asked.request.pk, decision="approve", by=manager, **NOW)
    approved = decide_request(request=asked.request.pk, decision="approve", by=director, **NOW)
    assert (approved.state, BOUGHT) == ("approved", [asked.request.pk])


def test_a_question_of_the_second_begins_again_with_the_first(two: None) -> None:
    officer, manager, director = somebody("officer"), somebody("manager"), somebody("finance_director")
    asked = ask(officer, 2_000_00).request.pk
    decide_request(request=asked, decision="approve", by=manager, **NOW)
    decide_request(request=asked, decision="return", reason="Which shop?", by=director, **NOW)
    answer_request(request=asked, answer="The one in the square", by=officer, **NOW)
    with pytest.raises(BeyondYourLimit):
        decide_request(request=asked, decision="approve", by=director, **NOW)
    assert decide_request(request=asked, decision="approve", by=manager, **NOW).state == "waiting"
    assert decide_request(request=asked, decision="refuse", reason="No", by=director, **NOW).state == "refused"


def test_a_deputy_is_not_the_second_person_for_whom_they_stood_in(two: None) -> None:
    asked, senior = ask(somebody("officer"), 2_000_00).request.pk, somebody("senior")
    arrange_cover(
        user="manager.one", deputy="senior.one", valid_from=MONDAY, valid_to=MONDAY, reason="Leave", on=MONDAY,
        at=MORNING, by=somebody("manager"),
    )  # fmt: skip
    assert decide_request(request=asked, decision="approve", by=senior, **NOW).state == "waiting"
    for who in (senior, somebody("manager")):
        assert not waiting_for(who, on=MONDAY)
        with pytest.raises(AgreedAlready):
            decide_request(request=asked, decision="approve", by=who, **NOW)


def test_nor_does_the_database_let_one_person_be_two(two: None) -> None:
    asked = ask(somebody("officer"), 2_000_00)
    told = {"request": asked.request.pk, "event": "approve", "by": somebody("manager").user_id, "on": MONDAY}
    told |= {"at": MORNING, "run": asked.request.run_id, "limit": asked.limit.pk}
    with pytest.raises(IntegrityError, match="it takes two to approve this"), transaction.atomic():
        insert_event(told, standing_in_for=None)
    decide_request(request=asked.request.pk, decision="approve", by=somebody("manager"), **NOW)
    with pytest.raises(IntegrityError, match="nobody decides twice"), transaction.atomic():
        insert_event(told, standing_in_for=None)
