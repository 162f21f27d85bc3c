"""A month of Anytown's banking: every account to nought every evening, with nobody's touch but the planned."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pytest_django import Settings

from piperoll.anytown import month_end, the_day
from piperoll.anytown.month.diary import LAST, OPENED, moment, working_day, working_days
from piperoll.anytown.month.living import live
from piperoll.anytown.month.touches import TIMETABLE, TOUCHES
from piperoll.anytown.staff import take_on
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.bank_days import outstanding
from piperoll.reconciliation.check_books import check_books
from piperoll.reconciliation.month_ends import standings
from piperoll.runs.checking_seals import check_chain
from piperoll.runs.models import Run
from the_day import COUNCIL_FILE
from throwaway_database import Throwaway

WAITS = {2: 1}
"""By the evening's number, so many receipts wait for an officer: the stranger's, for one night."""


@pytest.fixture
def team(books: Throwaway, settings: Settings) -> dict[str, Actor]:
    """Anytown, set up in August and empty."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    found = take_on(on=OPENED, at=moment(OPENED, 9))
    the_day.set_up(COUNCIL_FILE, on=OPENED, at=moment(OPENED, 9), by=found["manager"])
    return found


def lived(team: dict[str, Actor], folder: Path, days: int, *, each_evening: bool) -> None:
    """Live so many days; every evening each bank account is at nought and each bill open for what its payer owes."""
    before = Run.objects.order_by("id").last()
    evenings = 0
    for number, evening in enumerate(live(folder, team=team, days=days)):
        assert (evening.apart, evening.astray) == ((), ()), evening
        assert len(evening.waiting) == WAITS.get(number, 0), evening
        assert min(evening.lines, evening.allocated) > 0
        if each_evening:
            assert not check_books().disagreeing, evening
        evenings += 1
    assert evenings == days
    assert not check_books().disagreeing
    assert check_chain().agrees
    assert before is not None
    nobody_touched_but_as_planned(days, since=before.pk)


def nobody_touched_but_as_planned(days: int, *, since: int) -> None:
    """Every verb of the month is the timetable's, or somebody's by the table, as often as it says."""
    during = Run.objects.filter(pk__gt=since, effective_on__gte=working_days()[0])
    done = Counter(during.exclude(verb__in=TIMETABLE).values_list("verb", flat=True))
    planned = Counter(
        verb for number in range(days) for touch in TOUCHES if touch.falls_on(number) for verb in touch.verbs
    )
    assert done == planned


def test_a_week_reconciles_by_itself(team: dict[str, Actor], tmp_path: Path) -> None:
    lived(team, tmp_path, 5, each_evening=False)


@pytest.mark.slow
def test_a_month_reconciles_by_itself_and_is_signed(team: dict[str, Actor], tmp_path: Path) -> None:
    lived(team, tmp_path, len(working_days()), each_evening=True)
    assert not [row for row in outstanding(LAST) if row.days_late > 0]
    after = working_day(len(working_days()))
    list(month_end.steps(on=after, at=moment(after, 10), team=team))
    assert {one.state for one in standings(LAST)} == {"signed"}
    assert not any(one.found.difference_pence for one in standings(LAST) if one.found)
    assert check_books().agrees
