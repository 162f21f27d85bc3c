"""What a mandate has brought in, for its own page: each collection, whether it may come back, and how it ended."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from piperoll.bacs import queries
from piperoll.bacs.rules import CODES
from piperoll.web.bacs.wording import ENDS
from piperoll.web.components.links import Link
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import day

MOST = 24


def collected(mandate: int, today: date) -> Table | str:
    """The newest collections of a mandate; nothing where there are none."""
    rows = queries.of_mandate(mandate, most=MOST)
    if not rows:
        return ""
    columns = [Column("Collected on", "text"), Column("What"), Column("Amount", "money"), Column("Stands")]
    return Table("What was collected", columns, [_row(row, today) for row in rows])


def _row(row: Any, today: date) -> Row:
    run = Link(day(row.collect_on), reverse("collection_run", args=[row.collection_run_id]))
    return Row(
        [Noted(run, f"DD-{row.id}"), CODES[row.code], row.amount_pence, _stands(row, today)], quiet=bool(row.what)
    )


def _stands(row: Any, today: date) -> object:
    if row.what:
        return Noted(ENDS[row.what], row.reason)
    if not row.is_released:
        return Tag("Waits for release", "orange")
    last = queries.provisional_until(row.collect_on, on=today)
    if today <= last:
        return Noted(Tag("Provisional", "yellow"), f"may come back until {day(last)}")
    return Tag("Collected", "green")
