"""Whoever joins an account brings what protects them: told of that account, and of no other, in the deed that joins them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from piperoll.customers.add_member import add_member
from piperoll.customers.merge_customers import merge_customers
from piperoll.foundations.actors import Actor
from piperoll.safeguards import heard_outside
from piperoll.safeguards.release_hold import release_hold
from safeguards.people import flag, hold, somebody
from the_day import MONDAY, MORNING

FRIDAY = MONDAY + timedelta(days=4)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str]]:
    """What is told outside: of whom, and what."""
    told: list[tuple[int, str]] = []
    monkeypatch.setattr(heard_outside, "_TELLING", [lambda news, run: told.append((news.customer, news.what))])
    return told


def joins(by: Actor, account: int, member: int, **days: object) -> None:
    add_member(account=account, member=member, **{"on": MONDAY, "at": MORNING, "by": by} | days)  # type: ignore[arg-type]


def merges(by: Actor, merged: int, kept: int) -> None:
    merge_customers(merged=merged, kept=kept, reason="One birthday", on=MONDAY, at=MORNING, by=by)


def test_what_stands_of_a_new_member_is_told_of_the_account_the_gravest_first(
    manager: Actor, heard: list[tuple[int, str]]
) -> None:
    both, edith = somebody(manager, "The Cranes", kind="joint"), somebody(manager)
    flag(manager, edith, "vulnerable")
    hold(manager, edith, "breathing_space")
    hold(manager, edith, "dispute", invoice_id=1, invoice_number="1")
    heard.clear()
    joins(manager, both, edith)
    assert heard == [(both, "breathing_space"), (both, "vulnerable")]


def test_of_two_read_as_one_each_brings_what_protects_it_and_its_members(
    manager: Actor, heard: list[tuple[int, str]]
) -> None:
    twice, kept = (somebody(manager, name, kind="joint") for name in ("The Cranes", "E and C Crane"))
    edith, cyril = somebody(manager), somebody(manager, "Mr Cyril Crane")
    joins(manager, twice, edith)
    joins(manager, kept, cyril)
    flag(manager, edith, "insolvent")
    flag(manager, cyril, "deceased")
    heard.clear()
    merges(manager, twice, kept)
    assert heard == [(kept, "deceased"), (kept, "insolvent")]


def test_what_is_over_before_they_join_protects_nobody_and_what_came_since_does(
    manager: Actor, heard: list[tuple[int, str]]
) -> None:
    both, edith = somebody(manager, "The Cranes", kind="joint"), somebody(manager)
    over = hold(manager, edith, "debt_advice")
    release_hold(hold=over, reason="They are through", on=MONDAY + timedelta(1), at=MORNING, by=manager)
    hold(manager, edith, "breathing_space", on=FRIDAY)
    heard.clear()
    joins(manager, both, edith, on=MONDAY + timedelta(2), at=MORNING + timedelta(4))
    assert heard == [(both, "breathing_space")]
