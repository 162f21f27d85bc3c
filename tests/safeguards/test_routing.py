"""Who hears: read aloud, customer by customer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from piperoll.customers.models import Address, Contact, DeliveryChoice, JointMember
from piperoll.foundations.actors import Actor
from piperoll.runs.models import Run
from piperoll.safeguards.routing import Route, route
from safeguards.people import flag, represent, somebody
from the_day import MONDAY


def told(customer: int, act: str = "send_invoice") -> list[Route]:
    return route([customer], act, MONDAY)


def chooses(customer: int, **facts: str) -> None:
    choice = {"channel": "post", "language": "en", "format": "standard"} | facts
    DeliveryChoice.objects.create(customer_id=customer, valid_from=MONDAY, run=Run.objects.latest("id"), **choice)


def email(customer: int) -> None:
    Contact.objects.create(customer_id=customer, kind="email", value="edith@crane.example", valid_from=MONDAY)


def test_a_customer_hears_by_post_at_home_unless_told_otherwise(manager: Actor) -> None:
    (one,) = told(somebody(manager))
    assert (one.name, one.lines, one.postcode) == ("Mrs Edith Crane", ("3 Brine Street", "Anytown"), "AN1 2AB")
    assert (one.channel, one.language, one.format, one.why) == (
        "post", "en", "standard", "The customer, at their own address",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("choice", "known", "channel"),
    [
        ({"channel": "email"}, True, "email"),
        ({"channel": "email"}, False, "post"),
        ({"channel": "email", "format": "large_print", "language": "cy"}, True, "email"),
        ({"channel": "email", "format": "braille"}, True, "post"),
    ],
)
def test_delivery_is_as_chosen_where_it_can_be(
    manager: Actor, choice: dict[str, str], known: bool, channel: str
) -> None:
    customer = somebody(manager)
    chooses(customer, **choice)
    if known:
        email(customer)
    (one,) = told(customer)
    assert (one.channel, one.format, one.language) == (
        channel, choice.get("format", "standard"), choice.get("language", "en"),
    )  # fmt: skip


def test_bills_go_where_bills_go(manager: Actor) -> None:
    customer = somebody(manager)
    for purpose, lines in (("temporary", "Ward 5"), ("billing", "c/o Quill")):
        Address.objects.create(
            customer_id=customer, purpose=purpose, lines=lines, postcode="AN9 9AA", valid_from=MONDAY
        )
        assert told(customer)[0].lines == (lines,)


def test_an_appointee_and_a_deputy_each_hear_and_a_helper_is_only_told(manager: Actor) -> None:
    customer = somebody(manager)
    represent(manager, customer, "informal", "Ms Nan Niece")
    assert [r.name for r in told(customer)] == ["Mrs Edith Crane"]
    assert [r.name for r in told(customer, "telephone")] == ["Mrs Edith Crane", "Ms Nan Niece"]
    represent(manager, customer, "appointee", "Mrs Nell Hart")
    represent(manager, customer, "deputy", "Mr Dan Deputy", by_email=True, email="dan@law.example")
    assert [(r.name, r.channel, r.why) for r in told(customer)] == [
        ("Mrs Nell Hart", "post", "DWP appointee for Mrs Edith Crane"),
        ("Mr Dan Deputy", "email", "Deputy for Mrs Edith Crane"),
    ]


def test_after_a_death_the_executors_at_the_last_address_until_one_is_known(manager: Actor) -> None:
    customer = somebody(manager)
    email(customer)
    chooses(customer, channel="email")
    represent(manager, customer, "attorney", "Mr Al Power")
    flag(manager, customer, "deceased")
    (one,) = told(customer)
    assert (one.name, one.channel, one.email, one.postcode) == (
        "The executors of Mrs Edith Crane",
        "post",
        "",
        "AN1 2AB",
    )
    assert "died on 3 November 2026" in one.why
    assert told(customer, "telephone") == []
    represent(manager, customer, "executor", "Mr Ewan Crane")
    (one,) = told(customer)
    assert (one.name, one.why) == (
        "Mr Ewan Crane", "Executor or administrator of Mrs Edith Crane, who died on 3 November 2026",
    )  # fmt: skip
    assert [r.name for r in told(customer, "telephone")] == ["Mr Ewan Crane"]


def test_gone_away_gets_no_post(manager: Actor) -> None:
    customer = somebody(manager)
    flag(manager, customer, "gone_away")
    assert told(customer) == []
    email(customer)
    assert [(r.channel, r.email) for r in told(customer)] == [("email", "edith@crane.example")]


def test_a_child_is_never_written_to(manager: Actor) -> None:
    customer = somebody(manager, "Master Tom Fish")
    flag(manager, customer, "minor")
    assert told(customer) == []
    represent(manager, customer, "parent", "Mrs Flo Fish")
    assert [r.why for r in told(customer)] == ["Parent or guardian of Master Tom Fish"]


def test_each_joint_debtor_is_reached_in_their_own_way(manager: Actor) -> None:
    one, two, both = somebody(manager, "Mr A"), somebody(manager, "Ms B"), somebody(manager, "A and B", kind="joint")
    for member in (one, two):
        JointMember.objects.create(account_id=both, member_id=member, valid_from=MONDAY)
    flag(manager, two, "deceased")
    assert [(r.person, r.name, r.why) for r in told(both)] == [
        (one, "Mr A", "The customer, at their own address; one of 2 people liable together"),
        (two, "The executors of Ms B", "Ms B died on 3 November 2026 and we know of no executor yet: to the last address; "
                                       "one of 2 people liable together"),
    ]  # fmt: skip


def test_many_are_asked_at_once_and_each_as_if_alone(manager: Actor, django_assert_num_queries: Any) -> None:
    people = [somebody(manager, f"Person {n}") for n in range(5)]
    represent(manager, people[1], "deputy")
    flag(manager, people[2], "gone_away")
    with django_assert_num_queries(1):
        together = route(people, "send_statement", MONDAY)
    assert together == [r for person in people for r in route([person], "send_statement", MONDAY)]
    assert route(people, "send_statement", MONDAY - timedelta(days=1))[0].name == "Person 0"


def test_whoever_acts_reads_as_they_chose_and_not_as_the_customer_did(manager: Actor) -> None:
    customer = somebody(manager)
    chooses(customer, language="cy", format="braille")
    represent(manager, customer, "deputy", "Mr Dan Deputy", format="large_print")
    represent(manager, customer, "appointee", "Mrs Nell Hart", language="cy")
    assert [(one.name, one.language, one.format) for one in told(customer)] == [
        ("Mr Dan Deputy", "en", "large_print"),
        ("Mrs Nell Hart", "cy", "standard"),
    ]
