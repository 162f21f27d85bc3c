"""What pages and commands ask about files to other ledgers, and about files expected here."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from piperoll.council.models import Holiday
from piperoll.database.statements import beside
from piperoll.foundations.calendar import working_days_before
from piperoll.interfaces.models import Acknowledgement, Expectation

sql = beside(__file__)
ANSWER_DAYS = 2
"""Working days in which another ledger answers a file, before it is chased."""


def files(fund: str | None = None, *, most: int = 50) -> list[Any]:
    """Files to a fund, or to all, newest first, each with its last answer (`agrees` is None without one)."""
    return list(sql.files(fund=fund, most=most, chased=None))


def chased(on: date) -> list[Any]:
    """Files not answered in time, or answered otherwise than they were."""
    due = working_days_before(on, ANSWER_DAYS, set(Holiday.objects.values_list("on", flat=True)))
    return list(sql.files(fund=None, most=None, chased=due))


def untold() -> dict[str, Any]:
    """What each fund was not told of yet: placements and pence, by fund."""
    return {row.fund_id: row for row in sql.untold_of_each()}


def expectations(on: date) -> list[Expectation]:
    """Files expected on a day or from a later one, each with what holds of it when; those ended left out."""
    return list(Expectation.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on)).exclude(weekdays=[]))


def acknowledged(*, most: int = 20) -> list[Acknowledgement]:
    """Alerts somebody looked into, newest first."""
    return list(Acknowledgement.objects.all()[:most])
