"""Two customers told apart, for good and with a reason."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from piperoll.customers.answering import SameTwice
from piperoll.customers.merge_customers import merge_customers
from piperoll.customers.models import Customer, PairAnswer
from piperoll.customers.queries import NoSuchCustomer
from piperoll.customers.tell_apart import AreMerged, NoReasonToTellApart, tell_apart
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING, bill, charge


@pytest.fixture
def two(manager: Actor, tmp_path: Path) -> tuple[int, int]:
    bill(tmp_path, manager, charge("A1", "60.00", name="Ada Ray"), charge("B1", "25.00", name="A Ray"))
    return Customer.objects.get(name="Ada Ray").pk, Customer.objects.get(name="A Ray").pk


def test_it_is_kept_the_lower_first_whichever_is_named_first(two: tuple[int, int], manager: Actor) -> None:
    one, other = sorted(two)
    tell_apart(one=other, other=one, reason=" born  1950 and 1980 ", on=MONDAY, at=MORNING, by=manager)
    answer = PairAnswer.objects.get()
    assert (answer.first_id, answer.second_id, answer.answer, answer.reason) == (
        one,
        other,
        "different",
        "born 1950 and 1980",
    )


def test_it_is_refused_without_a_reason_of_one_of_nobody_and_of_the_merged(
    two: tuple[int, int], manager: Actor
) -> None:
    now = {"on": MONDAY, "at": MORNING, "by": manager}
    for refusal, one, other, reason in (
        (NoReasonToTellApart, *two, " "),
        (SameTwice, two[0], two[0], "x"),
        (NoSuchCustomer, two[0], 404, "x"),
    ):
        with pytest.raises(refusal):
            tell_apart(one=one, other=other, reason=reason, **now)
    merge_customers(merged=two[1], kept=two[0], reason="x", **now)
    with pytest.raises(AreMerged):
        tell_apart(one=two[0], other=two[1], reason="x", **now)
    assert not PairAnswer.objects.exists()


def test_what_was_said_is_not_unsaid(two: tuple[int, int], manager: Actor, as_owner: psycopg.Connection) -> None:
    tell_apart(one=two[0], other=two[1], reason="x", on=MONDAY, at=MORNING, by=manager)
    with pytest.raises(psycopg.errors.RestrictViolation):
        as_owner.execute("DELETE FROM customers_pairanswer")
