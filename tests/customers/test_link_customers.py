"""Customers who belong together: linked once, shown from both sides, owing each their own."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from piperoll.customers.answering import SameTwice
from piperoll.customers.link_customers import (
    LinkedAlready,
    NoReasonToLink,
    NoSuchLinkKind,
    link_customers,
)
from piperoll.customers.linking import links_of
from piperoll.customers.merge_customers import merge_customers
from piperoll.customers.models import Customer, Link
from piperoll.customers.queries import NoSuchCustomer
from piperoll.foundations.actors import Actor
from piperoll.runs.running import DayToCome
from the_day import MONDAY, MORNING, bill, charge


@pytest.fixture
def three(manager: Actor, tmp_path: Path) -> list[int]:
    """Ada, Ben and Cid, billed £60, £25 and £10."""
    names = ("Ada Ray", "Ben Ray", "Cid Fox")
    bill(tmp_path, manager, *(charge(n, p, name=n) for n, p in zip(names, ("60.00", "25.00", "10.00"), strict=True)))
    return [Customer.objects.get(name=name).pk for name in names]


def test_a_link_is_seen_from_both_sides_and_made_once(three: list[int], manager: Actor) -> None:
    ada, ben, _ = three
    now = {"on": MONDAY, "at": MORNING, "by": manager}
    link_customers(one=ben, other=ada, kind="household", reason="same tenancy", **now)
    with pytest.raises(LinkedAlready) as again:
        link_customers(one=ada, other=ben, kind="household", reason="again", **now)
    assert again.value.exit_code == 0
    link_customers(one=ada, other=ben, kind="family", reason="mother", **now)
    assert [row.name for row in links_of(ada, on=MONDAY)] == ["Ben Ray", "Ben Ray"]
    assert [row.kind for row in links_of(ben, on=MONDAY)] == ["family", "household"]
    assert links_of(ada, on=MONDAY - timedelta(days=1)) == []


def test_a_link_of_a_merged_account_is_its_keepers(three: list[int], manager: Actor) -> None:
    ada, ben, cid = three
    now = {"on": MONDAY, "at": MORNING, "by": manager}
    link_customers(one=ben, other=cid, kind="household", reason="x", **now)
    merge_customers(merged=ben, kept=ada, reason="x", **now)
    assert [row.name for row in links_of(ada, on=MONDAY)] == ["Cid Fox"]
    assert [row.name for row in links_of(cid, on=MONDAY)] == ["Ada Ray"]
    with pytest.raises(SameTwice):
        link_customers(one=ada, other=ben, kind="own", reason="x", **now)


def test_what_is_wrong_is_said_and_nothing_is_kept(three: list[int], manager: Actor) -> None:
    now = {"on": MONDAY, "at": MORNING, "by": manager}
    for refusal, asked in (
        (NoReasonToLink, {"one": three[0], "other": three[1], "kind": "family", "reason": " "}),
        (NoSuchLinkKind, {"one": three[0], "other": three[1], "kind": "friend", "reason": "x"}),
        (SameTwice, {"one": three[0], "other": three[0], "kind": "family", "reason": "x"}),
        (NoSuchCustomer, {"one": three[0], "other": 404, "kind": "family", "reason": "x"}),
    ):
        with pytest.raises(refusal):
            link_customers(**asked, **now)  # type: ignore[arg-type]
    with pytest.raises(DayToCome):
        link_customers(
            one=three[0],
            other=three[1],
            kind="family",
            reason="x",
            on=MONDAY + timedelta(days=1),
            at=MORNING,
            by=manager,
        )
    assert not Link.objects.exists()
