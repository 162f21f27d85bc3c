"""A service is asked about money, with a clock that counts working days."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from piperoll.foundations.actors import Actor
from piperoll.receipting.place_receipt import NothingInSuspense, place_receipt
from piperoll.suspense import queries
from piperoll.suspense.answer_service import answer_service
from piperoll.suspense.ask_service import AskedAlready, NoSuchService, ask_service
from suspense.asking import somebody, unplaced
from the_day import MONDAY, ask, bill, charge


def test_asked_once_at_a_time_by_its_day(manager: Actor, tmp_path: Path) -> None:
    receipt, now = unplaced(tmp_path, manager)
    asked = ask_service(receipt=receipt, service="TRADE", words="Is this a stall of yours?", **now)
    assert asked.answer_by == date(2026, 11, 30)
    with pytest.raises(AskedAlready, match="Trade waste was asked"):
        ask_service(receipt=receipt, service="TRADE", words="Once more?", **now)
    ask_service(receipt=receipt, service="ASC", words="Or of yours?", **now)
    (row,) = queries.waiting(asked=True).rows
    assert (row.asked_of, row.answered_on) == ("Adult social care", None)
    answer_service(question=asked.question, words="Not ours", **now)
    assert ask_service(receipt=receipt, service="TRADE", words="Are you sure?", **now).question != asked.question


def test_only_about_money_that_waits_and_of_a_service_there_is(manager: Actor, tmp_path: Path) -> None:
    receipt, now = unplaced(tmp_path, manager)
    with pytest.raises(NoSuchService):
        ask_service(receipt=receipt, service="NONE", words="Yours?", **now)
    bill(tmp_path, manager, charge("A", "5.00"))
    customer = ask("SELECT id FROM customers_customer")[0].id
    place_receipt(receipt=receipt, customer=customer, allocations={}, unapplied_pence=10000, **now)
    with pytest.raises(NothingInSuspense):
        ask_service(receipt=receipt, service="TRADE", words="Yours?", **now)


def test_each_service_sees_what_it_is_asked_and_nothing_else(manager: Actor, tmp_path: Path) -> None:
    receipt, now = unplaced(tmp_path, manager)
    ask_service(receipt=receipt, service="TRADE", words="Yours?", **now)
    assert [row.words for row in queries.questions(somebody("requester", "TRADE"))] == ["Yours?"]
    assert queries.questions(somebody("requester", "ASC", name="Ash Elm")) == []
    assert len(queries.questions(manager)) == 1


def test_what_waits_too_long_is_told_apart(manager: Actor, tmp_path: Path) -> None:
    unplaced(tmp_path, manager)
    assert queries.target_day(MONDAY + timedelta(days=14), set()) == MONDAY
    assert queries.waiting(before=MONDAY).rows == []
    late = queries.target_day(MONDAY + timedelta(days=15), set())
    assert len(queries.waiting(before=late).rows) == queries.totals(owner=0, before=late)["waiting"].late == 1


def test_it_says_whether_anybody_of_the_service_will_see_it(manager: Actor, tmp_path: Path) -> None:
    receipt, now = unplaced(tmp_path, manager)
    asked = ask_service(receipt=receipt, service="TRADE", words="Yours?", **now)
    (unheard,) = queries.questions(manager, receipt=receipt)
    assert not unheard.is_heard
    somebody("requester", "TRADE")
    (heard,) = queries.questions(manager, question=asked.question)
    assert heard.is_heard
    assert queries.questions(manager, receipt=receipt + 1) == []
