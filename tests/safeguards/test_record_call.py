"""Before anything is said: who calls, what they were asked, and whether they may be told. The answer is kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import ProgrammingError

from piperoll.customers.add_member import add_member
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.safeguards.models import Call
from piperoll.safeguards.record_call import (
    BothRightAndWrong,
    CallRecorded,
    CallTold,
    NoSuchCaller,
    NoSuchCheck,
    NotOneOfTheirs,
    record_call,
)
from piperoll.safeguards.telling import telling
from safeguards.people import flag, hold, represent, somebody
from the_day import MONDAY, MORNING

THREE = ("name", "address", "reference")


def call(by: Actor, customer: int, caller: str = "customer", **facts: Any) -> CallRecorded:
    told = CallTold(caller=caller, **({"name": "Mrs Edith Crane", "passed": THREE} | facts))
    return record_call(customer=customer, told=told, on=MONDAY, at=MORNING, by=by)


def test_three_right_answers_and_none_wrong_open_the_account(manager: Actor) -> None:
    customer = somebody(manager)
    assert call(manager, customer).may_be_told
    assert not call(manager, customer, passed=("name", "address")).may_be_told
    wrong = call(manager, customer, failed=("amount",))
    assert (wrong.may_be_told, wrong.why) == (False, "No: the amount or date of a recent bill or payment was wrong.")
    assert Call.objects.filter(customer_id=customer).count() == 3, "every answer is kept, whatever it was"


def test_somebody_else_only_with_the_customer_there(manager: Actor) -> None:
    customer = somebody(manager)
    assert not call(manager, customer, "other", name="A neighbour").may_be_told
    assert call(manager, customer, "other", name="A neighbour", passed=(*THREE, "consent")).may_be_told


def test_of_a_joint_account_each_may_be_told_and_the_hold_of_one_is_seen_by_both(manager: Actor) -> None:
    one, two = somebody(manager), somebody(manager, "Mr Noah Crane", address="9 Quay")
    both = somebody(manager, "Mr and Mrs Crane", kind="joint", address="5 Quay")
    for member in (one, two):
        add_member(account=both, member=member, on=MONDAY, at=MORNING, by=manager)
    hold(manager, one, "breathing_space", days=60)
    represent(manager, two, "attorney")
    found = telling(Customer.objects.get(pk=both), MONDAY)
    assert found.sentences[:3] == (
        "Mrs Edith Crane: may be told everything, after checking.",
        "Mr Noah Crane: may be told everything, after checking.",
        "Mr Piers Quill, attorney: may be told everything, after checking.",
    )
    assert found.holds == ("Mrs Edith Crane: Breathing space until 22 January 2027",)
    for dead in (one, two):
        assert call(manager, both).may_be_told, "one of the two lives"
        flag(manager, dead, "deceased")
    assert not call(manager, both).may_be_told


def test_a_representative_who_may_be_told_and_no_other(manager: Actor) -> None:
    customer = somebody(manager)
    told = represent(manager, customer, "deputy")
    billed = represent(manager, customer, "appointee", "Mrs Nell Hart", may_be_told=False)
    assert call(manager, customer, "representative", representative=told).may_be_told
    for number in (billed, 404, None):
        with pytest.raises(NotOneOfTheirs):
            call(manager, customer, "representative", representative=number)


def test_nobody_calls_in_the_name_of_the_dead(manager: Actor) -> None:
    customer = somebody(manager)
    deputy = represent(manager, customer, "deputy")
    flag(manager, customer, "deceased")
    assert not call(manager, customer).may_be_told
    with pytest.raises(NotOneOfTheirs):
        call(manager, customer, "representative", representative=deputy)
    assert not call(manager, customer, "other", passed=(*THREE, "consent")).may_be_told
    executor = represent(manager, customer, "executor", "Mr Ewan Crane")
    assert call(manager, customer, "representative", representative=executor).may_be_told


def test_who_may_be_told_in_words(manager: Actor) -> None:
    customer = somebody(manager)
    represent(manager, customer, "deputy")
    assert telling(Customer.objects.get(pk=customer), MONDAY).sentences == (
        "Mrs Edith Crane: may be told everything, after checking.",
        "Mr Piers Quill, deputy: may be told everything, after checking.",
        "Anybody else: nothing, unless the customer is there and agrees.",
    )
    flag(manager, customer, "deceased")
    assert telling(Customer.objects.get(pk=customer), MONDAY).sentences[1:] == (
        "Nobody who may be told is on record yet: ask for proof before saying anything.", "Anybody else: nothing.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"caller": "robot"}, NoSuchCaller),
        ({"passed": ("shoe size",)}, NoSuchCheck),
        ({"failed": ("name",)}, BothRightAndWrong),
        ({"representative": 3}, NotOneOfTheirs),
    ],
)
def test_what_makes_no_sense_is_refused(manager: Actor, facts: dict[str, Any], refusal: type) -> None:
    with pytest.raises(refusal):
        call(manager, somebody(manager), **facts)


def test_a_call_is_never_edited(manager: Actor) -> None:
    call(manager, somebody(manager))
    with pytest.raises(ProgrammingError):
        Call.objects.update(may_be_told=True)
