"""The words tests use of files expected, and of alerts that stand."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from piperoll.foundations.actors import Actor
from piperoll.interfaces.alerts import Alert, standing
from piperoll.interfaces.expect_file import FileExpected, expect_file
from the_day import MONDAY, MORNING

WHEN: dict[str, Any] = {"on": MONDAY, "at": MORNING}


def expected(by: Actor, kind: str = "statement", subject: str = "MAIN", **more: Any) -> FileExpected:
    """Every working day by half past nine."""
    given = {
        "weekdays": (1, 2, 3, 4, 5), "by_hour": time(9, 30), "valid_from": MONDAY, "authority": "Banking contract",
    } | WHEN  # fmt: skip
    return expect_file(kind=kind, subject=subject, by=by, **(given | more))


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of a winter day."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def kinds(now: datetime) -> list[tuple[str, str]]:
    """Of each alert that stands, its sort and its file."""
    return [(one.kind, one.name) for one in standing(now)]


def only(now: datetime) -> Alert:
    """The one alert that stands."""
    (found,) = standing(now)
    return found
