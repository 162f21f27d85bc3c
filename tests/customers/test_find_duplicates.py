"""A search offers the likely pairs once, remembers what was said of them, and follows merges."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import pytest

from piperoll.commands import duplicates as listing
from piperoll.customers import answering
from piperoll.customers.find_duplicates import find_duplicates
from piperoll.customers.merge_customers import merge_customers
from piperoll.customers.models import Customer, LikelyPair
from piperoll.customers.put_off_pair import put_off_pair
from piperoll.customers.tell_apart import tell_apart
from piperoll.customers.unmerge_customers import unmerge_customers
from piperoll.foundations.actors import Actor
from piperoll.runs.models import Run
from the_day import MONDAY, MORNING, bill, charge

pytest.importorskip("splink", reason="finding duplicates needs  ./piperoll setup --all")
HOME = {"address_1": "14 Limekiln Row", "postcode": "AN3 7QD"}
NAMES = ("Mrs Gwendolyn Pugh", "Gwen Pugh", "Mr Thomas Pugh", "Kwabena Osei")


@pytest.fixture
def street(manager: Actor, tmp_path: Path) -> Actor:
    """Gwendolyn Pugh twice, her husband, and a neighbour."""
    houses = (HOME, HOME, HOME, {**HOME, "address_1": "16 Limekiln Row"})
    bill(
        tmp_path, manager, *(charge(name, "10.00", name=name, **home) for name, home in zip(NAMES, houses, strict=True))
    )
    return manager


def key(name: str) -> int:
    return Customer.objects.get(name=name).pk


def look(by: Actor, days: int = 0) -> list[tuple[str, str]]:
    find_duplicates(on=MONDAY, at=MORNING, by=by)
    return [(row.first_name, row.second_name) for row in answering.waiting(MONDAY + timedelta(days=days), most=9)]


def test_the_pair_is_offered_with_its_evidence_and_the_household_is_not(street: Actor) -> None:
    found = find_duplicates(on=MONDAY, at=MORNING, by=street)
    assert (found.customers, found.pairs, found.waiting) == (4, 1, 1)
    (row,) = answering.waiting(MONDAY, most=9)
    assert {row.first_name, row.second_name} == {"Mrs Gwendolyn Pugh", "Gwen Pugh"}
    assert row.evidence == ["same surname", "same first name", "same house and postcode"]
    assert row.score > 95


def test_a_second_search_renews_the_list_and_adds_nothing(street: Actor) -> None:
    assert look(street) == look(street)
    assert LikelyPair.objects.count() == 1


def test_different_is_remembered_and_later_comes_back(street: Actor) -> None:
    one, other = key(NAMES[0]), key(NAMES[1])
    look(street)
    put_off_pair(one=other, other=one, ask_again_on=MONDAY + timedelta(days=7), on=MONDAY, at=MORNING, by=street)
    assert look(street) == []
    assert len(look(street, days=7)) == 1
    tell_apart(one=one, other=other, reason="mother and daughter", on=MONDAY, at=MORNING, by=street)
    assert look(street, days=99) == []
    assert answering.waiting_count(MONDAY) == 0
    assert [row.answer for row in answering.answers(one, other)] == ["different", "later"]


def test_a_merged_pair_is_offered_no_more_until_it_is_un_merged(street: Actor) -> None:
    look(street)
    merge_customers(merged=key(NAMES[1]), kept=key(NAMES[0]), reason="NI", on=MONDAY, at=MORNING, by=street)
    assert answering.waiting_count(MONDAY) == 0, "at once, before any new search"
    assert look(street) == []
    unmerge_customers(merged=key(NAMES[1]), reason="no", on=MONDAY, at=MORNING, by=street)
    assert len(look(street)) == 1


def test_who_is_like_a_merged_account_is_offered_with_its_keeper(street: Actor, tmp_path: Path) -> None:
    merge_customers(merged=key("Gwen Pugh"), kept=key("Kwabena Osei"), reason="x", on=MONDAY, at=MORNING, by=street)
    assert look(street) == [("Mrs Gwendolyn Pugh", "Kwabena Osei")]


def test_without_the_part_it_says_what_to_type_and_starts_no_run(
    street: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "splink", None)
    with pytest.raises(Exception, match="setup --all"):
        find_duplicates(on=MONDAY, at=MORNING, by=street)
    assert not Run.objects.filter(verb="find_duplicates").exists()


def test_the_list_is_told_on_the_command_line(street: Actor) -> None:
    import argparse

    look(street)
    answer = listing.run(argparse.Namespace(most=20, by=street))
    assert "1 pair waits for an answer." in answer.text
    assert "same house and postcode" in answer.text
