"""A merge taken back: two accounts again, and everything that was said of them stays on the record."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from piperoll.customers.merge_customers import merge_customers
from piperoll.customers.models import AliasEnd, Customer
from piperoll.customers.queries import NoSuchCustomer, search
from piperoll.customers.unmerge_customers import MergedLater, NoReasonToUnmerge, NotMerged, unmerge_customers
from piperoll.foundations.actors import Actor
from piperoll.receivables.queries import AsAt, standing
from piperoll.reconciliation.check_books import check_books
from the_day import MONDAY, MORNING, bill, charge

SUNDAY = MONDAY - timedelta(days=1)


@pytest.fixture
def pair(manager: Actor, tmp_path: Path) -> tuple[int, int]:
    """The account merged, and the one kept."""
    bill(tmp_path, manager, charge("A1", "60.00", name="Ada Ray"), charge("B1", "25.00", name="A Ray"))
    kept, merged = (Customer.objects.get(name=name).pk for name in ("Ada Ray", "A Ray"))
    merge_customers(merged=merged, kept=kept, reason="same house", on=MONDAY, at=MORNING, by=manager)
    return merged, kept


def test_they_are_two_again(pair: tuple[int, int], manager: Actor) -> None:
    unmerge_customers(merged=pair[0], reason="father and daughter", on=MONDAY, at=MORNING, by=manager)
    assert [standing(pk, AsAt(MONDAY), most=9).balance.owed_pence for pk in pair] == [2500, 6000]
    assert {row.name for row in search("Ray").customers} == {"Ada Ray", "A Ray"}
    assert check_books().agrees


def test_twice_is_well(pair: tuple[int, int], manager: Actor) -> None:
    unmerge_customers(merged=pair[0], reason="two", on=MONDAY, at=MORNING, by=manager)
    with pytest.raises(NotMerged) as again:
        unmerge_customers(merged=pair[0], reason="two", on=MONDAY, at=MORNING, by=manager)
    assert again.value.exit_code == 0
    assert AliasEnd.objects.count() == 1


def test_it_is_refused_without_a_reason_before_it_began_or_for_nobody(pair: tuple[int, int], manager: Actor) -> None:
    with pytest.raises(NoReasonToUnmerge):
        unmerge_customers(merged=pair[0], reason=" ", on=MONDAY, at=MORNING, by=manager)
    for day in (SUNDAY, MONDAY + timedelta(days=1)):
        with pytest.raises(MergedLater):
            unmerge_customers(merged=pair[0], reason="two", on=day, at=MORNING, by=manager)
    with pytest.raises(NoSuchCustomer):
        unmerge_customers(merged=404, reason="two", on=MONDAY, at=MORNING, by=manager)
    assert not AliasEnd.objects.exists()


def test_the_one_kept_is_not_what_was_merged(pair: tuple[int, int], manager: Actor) -> None:
    with pytest.raises(NotMerged):
        unmerge_customers(merged=pair[1], reason="two", on=MONDAY, at=MORNING, by=manager)
