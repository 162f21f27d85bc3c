"""What an agent need have no more comes back by itself: paid in full, or had for as long as it was handed over for."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from cases.agents import hands_over, told_agents
from cases.test_hand_over_case import HANDED
from cases.test_recall_case import LATER, causes
from crediting import somebody
from dying import at_once
from piperoll.cases.watch_agents import AgentsWatched, watch_agents
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from piperoll.safeguards import heard_outside
from recovery.reminding import after, now, owing, pays, remind
from refunds.refunding import the_books_agree
from safeguards.people import hold


@pytest.fixture
def dan(morag: Actor, tmp_path: Path) -> Customer:
    """An agent has Dan's case, and Eve's."""
    found = [owing(tmp_path, morag, name, "60.00") for name in ("Dan Dale", "Eve Elder")]
    remind(after(14))
    for one in found:
        hands_over(one, HANDED)
    return found[0]


def watch(on: object) -> AgentsWatched:
    return watch_agents(**now(somebody("officer"), on))  # type: ignore[arg-type]


def test_paid_in_full_it_comes_back_and_in_part_it_does_not(dan: Customer, morag: Actor, tmp_path: Path) -> None:
    pays(tmp_path, morag, dan, "20.00", LATER)
    assert watch(LATER) == AgentsWatched(watch(LATER).run - 1, 2, 0, 0, 0)
    pays(tmp_path, morag, dan, "40.00", LATER)
    assert (watch(LATER).paid, causes()) == (1, ["paid"])
    assert (watch(LATER).cases, told_agents()) == (1, ["handed", "handed", "recall"])
    the_books_agree()


def test_had_for_half_a_year_it_comes_back(dan: Customer) -> None:
    assert watch(HANDED + timedelta(183)).over == 0
    assert watch(HANDED + timedelta(184)).over == 2
    assert causes() == ["over", "over"]


def test_two_who_look_at_once_tell_each_agent_once(dan: Customer, morag: Actor, tmp_path: Path) -> None:
    pays(tmp_path, morag, dan, "60.00", LATER)
    at_once(*[lambda: watch(LATER)] * 2)
    watch(LATER)
    assert told_agents().count("recall") == 1


def test_whoever_was_protected_past_the_deed_is_seen_by_the_check_and_comes_back(
    dan: Customer, morag: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heard_outside, "_TELLING", [])
    hold(morag, dan.pk, "breathing_space", on=LATER)
    assert [one.name for one in check_books().disagreeing] == ["Debts with agents"]
    assert (watch(LATER).protected, causes()) == (1, ["breathing_space"])
    the_books_agree()
