"""Nobody is left without a bill unnoticed: the ombudsman's stories, told to the detector."""

from datetime import date, timedelta
from pathlib import Path

from billing.caring import assessed, billed, delivered, four_weeks, person, week
from billing.scheduling import billed as schedules_billed
from billing.scheduling import schedule
from piperoll.foundations.actors import Actor
from piperoll.reporting.silences import Silence, silences
from the_day import MONDAY


def found(on: date = MONDAY) -> list[Silence]:
    return silences(on=on)


def test_a_schedule_that_nobody_bills(manager: Actor) -> None:
    """Cornwall, 23 003 341: it is heard of after two months, not after twenty."""
    schedule(manager, starts_on=date(2026, 11, 1))
    assert found() == []
    (one,) = found(date(2026, 12, 1))
    assert (one.kind, one.what, str(one.since), one.owner) == ("schedule", "C-1", "2026-11-01", "Trade waste")
    schedules_billed(manager, on=date(2026, 12, 1))
    assert found(date(2026, 12, 1)) == []


def test_care_that_is_delivered_and_never_billed(manager: Actor, tmp_path: Path) -> None:
    """Worcestershire, 25 006 694: three years without an invoice to the appointee. Here two cycles are enough."""
    assessed(manager)
    four_weeks(tmp_path, manager)
    assert found() == []
    later = MONDAY + timedelta(weeks=5)
    assert [(s.kind, s.owner) for s in found(later)] == [("care", "Adult social care")]
    billed(manager)
    assert found(later) == []


def test_a_contribution_without_any_care_told(manager: Actor, tmp_path: Path) -> None:
    assessed(manager)
    assert [s.kind for s in found(date(2026, 12, 21))] == ["untold"]
    delivered(tmp_path, manager, week(manager, date(2026, 12, 14)), on=date(2026, 12, 21))
    assert "untold" not in [s.kind for s in found(date(2026, 12, 21))]


def test_care_without_an_assessment(manager: Actor, tmp_path: Path) -> None:
    four_weeks(tmp_path, manager)
    (one,) = found(MONDAY + timedelta(weeks=5))
    assert (one.kind, one.customer_ref, one.owner) == ("unassessed", person(manager), "Nobody yet")


def test_one_service_alone(manager: Actor) -> None:
    schedule(manager, starts_on=date(2026, 9, 1))
    assert silences(on=MONDAY, service="ASC") == []
    assert len(silences(on=MONDAY, service="TRADE")) == 1
