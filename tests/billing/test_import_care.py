"""The weeks of a file come in; told again they replace; what cannot be goes back with its reason."""

from datetime import date
from pathlib import Path

import pytest

from billing.caring import delivered, person, week
from piperoll.foundations.actors import Actor
from piperoll.runs.running import AlreadyTakenIn
from the_day import ask

OCTOBER = date(2026, 10, 26)


def test_a_week_told_again_replaces_and_the_same_is_known(manager: Actor, tmp_path: Path) -> None:
    assert delivered(tmp_path, manager, week(manager, OCTOBER)).taken == 1
    again = delivered(tmp_path, manager, week(manager, OCTOBER), week(manager, date(2026, 11, 2)))
    assert (again.taken, again.known_before) == (1, 1)
    assert delivered(tmp_path, manager, week(manager, OCTOBER, units="15")).taken == 1
    with pytest.raises(AlreadyTakenIn):
        delivered(tmp_path, manager, week(manager, OCTOBER, units="15"))


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        (("C0", "X0"), "customer_ref", "not one of our customers"),
        (("2026-10-26", "2026-10-27"), "week", "is no Monday"),
        (("2026-10-26", "2026-11-30"), "week", "has not begun"),
        (("2026-10-26", "31/02/2026"), "week", "not a date"),
        ((",14,", ",200,"), "units", "more than the hours of a week"),
        ((",14,", ",-1,"), "units", "negative"),
        (("22.50", "22.50.1"), "unit_cost", "not a number"),
        (("Home care", "x" * 10_000), "description", "10000 characters"),
        (("Home care", ""), "description", "is missing"),
    ],
)
def test_a_bad_line_says_where_and_why(
    manager: Actor, tmp_path: Path, change: tuple[str, str], field: str, says: str
) -> None:
    done = delivered(tmp_path, manager, week(manager, date(2026, 11, 2)), week(manager, OCTOBER).replace(*change))
    assert (done.taken, done.rejected) == (1, 1)
    (rejection,) = ask("SELECT line, field, reason FROM runs_runrejection")
    assert (rejection.line, rejection.field) == (3, field)
    assert says in rejection.reason


def test_the_same_week_twice_in_a_file_is_taken_neither_time(manager: Actor, tmp_path: Path) -> None:
    done = delivered(tmp_path, manager, week(manager, OCTOBER), week(manager, OCTOBER, units="3"))
    assert (done.taken, done.rejected) == (0, 2)
    assert person(manager)
