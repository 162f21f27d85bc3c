"""kill -9 before every statement of the daily runs of recovery, and two of each at once: each thing is done once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from arrangements.arranging import AGREED, agrees, watch, weekly
from cases.caring import teams, worked_out
from crediting import take_in_sample_limits
from disputes.disputing import opens
from disputes.test_chase_disputes import chased
from dying import at_once, dies_before, killed_everywhere
from piperoll.arrangements.models import Courtesy, End, LiveDebt
from piperoll.cases.models import Standing
from piperoll.customers.models import Customer
from piperoll.dispatch.models import Document
from piperoll.disputes.models import Chaser
from piperoll.foundations.actors import Actor
from piperoll.receivables.models import Item
from piperoll.runs.checking_seals import check_chain
from piperoll.runs.models import Run
from recovery.reminding import owing, pays, policy, send
from refunds.refunding import the_books_agree
from the_day import take_in_letters
from throwaway_database import made_once

LOOKED, TODAY = date(2027, 1, 20), date(2027, 2, 1)
"""A first look at the arrangements of 4 January; and the Monday of the runs that are killed."""
BROKEN, LATE = ("Ann Ash", "Bea Birch"), ("Cleo Cedar", "Dot Damson", "Eve Elder")
PAID, DISPUTING = "Fay Fir", ("Guy Gorse", "Hal Hazel")
RUNS: dict[str, Callable[[date], Any]] = {
    "watch_arrangements": watch,
    "chase_disputes": chased,
    "work_out_worklists": worked_out,
}


@pytest.fixture
def people(manager: Actor, tmp_path: Path) -> None:
    """That Monday two have broken their arrangements, three are late, one has paid all; two services owe answers."""
    made_once("a bad autumn", lambda: a_bad_autumn(manager, tmp_path))


def a_bad_autumn(morag: Actor, folder: Path) -> None:
    """What went before."""
    take_in_letters(morag)
    policy(morag)
    take_in_sample_limits()
    teams(morag)
    for name in (*BROKEN, *LATE, PAID, *DISPUTING):
        owing(folder, morag, name, "60.00")
    for name in BROKEN:
        agrees(whose(name), weekly(), on=AGREED)
    watch(LOOKED)
    send(LOOKED)
    for name in (*LATE, PAID):
        agrees(whose(name), weekly(first_on=LOOKED), on=LOOKED)
    pays(folder, morag, whose(PAID), "60.00", LOOKED)
    for name in DISPUTING:
        opens(Item.objects.filter(customer=whose(name)).earliest("id").reference, on=AGREED)


def whose(name: str) -> Customer:
    return Customer.objects.get(name=name)


def what_stands() -> dict[str, int]:
    """What the day's runs do, counted."""
    return {
        "courtesies": Courtesy.objects.filter(written_on=TODAY).count(),
        "letters": Document.objects.filter(kind="arr_late", dated=TODAY).count(),
        "ends": End.objects.count(),
        "held": LiveDebt.objects.count(),
        "chased": Chaser.objects.count(),
        "listed": Standing.objects.count(),
    }


BEFORE = {"courtesies": 0, "letters": 0, "ends": 0, "held": 6, "chased": 0, "listed": 0}
AFTER = {
    "watch_arrangements": {"courtesies": 3, "letters": 3, "ends": 3, "held": 3},
    "chase_disputes": {"chased": 2},
    "work_out_worklists": {"listed": 7},
}


def all_is_well() -> None:
    """Every run ended, and the books and the chain of seals agree."""
    assert not Run.objects.filter(verb__in=RUNS, state__in=("working", "failed")).exists()
    the_books_agree()
    assert check_chain().agrees


def all_or_nothing(verb: str, either: tuple[dict[str, int], ...], statement: int) -> None:
    assert what_stands() in either, f"{verb} by halves, when it died before statement {statement}"


@pytest.mark.parametrize("every", [3, pytest.param(1, marks=pytest.mark.slow)])
def test_whichever_statement_it_dies_at_all_of_it_is_done_once(people: None, every: int) -> None:
    expected = dict(BEFORE)
    assert what_stands() == expected
    for verb, run in RUNS.items():
        done = expected | AFTER[verb]
        here = partial(all_or_nothing, verb, (expected, done))
        assert killed_everywhere(partial(run, TODAY), here, every=every) > 8
        assert what_stands() == done
        expected = done
    assert worked_out(TODAY).changed == 0
    all_is_well()


def test_two_at_once_do_it_once(people: None) -> None:
    expected = dict(BEFORE)
    for verb, run in RUNS.items():
        came = at_once(*[partial(run, TODAY)] * 3)
        assert set(came) <= {"done", "StillWorking"}, came
        assert "done" in came
        expected |= AFTER[verb]
        assert what_stands() == expected
    all_is_well()


@pytest.mark.parametrize("verb", RUNS)
def test_one_that_died_yesterday_is_ended_and_today_is_looked_at_as_well(people: None, verb: str) -> None:
    assert dies_before(12, partial(RUNS[verb], TODAY - timedelta(1)))
    RUNS[verb](TODAY)
    days = list(
        Run.objects.filter(verb=verb, effective_on__gte=TODAY - timedelta(1))
        .order_by("id")
        .values_list("effective_on", "state")
    )
    assert [day for day, _ in days] == [TODAY - timedelta(1), TODAY]
    assert {state for _, state in days} <= {"done", "nothing"}
    all_is_well()
