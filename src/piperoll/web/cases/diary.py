"""The diary: what is due on somebody's list, day by day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from piperoll.cases import queries
from piperoll.cases.queries import Asked
from piperoll.web.cases.wording import SECTION
from piperoll.web.components.links import Link
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import day
from piperoll.web.doors import PageRequest, page
from piperoll.web.recovery.tabs import tabs

BACK, AHEAD, MOST = timedelta(days=366), timedelta(days=92), 100


@page(permission="see_recovery", section=SECTION)
@require_GET
def diary(request: PageRequest) -> HttpResponse:
    """What is due by day of one's own list, what is late first."""
    today = timezone.localdate()
    mine = queries.list_of_officer(request.actor.user_id, today)
    found = queries.diary(Asked(**mine, since=today - BACK, until=today + AHEAD), most=MOST)
    columns = [
        Column("Day"), Column("Calls", "count"), Column("Answers", "count"), Column("Reminders", "count"),
        Column("Holds", "count"), Column("All else", "count"), Column("Overdue", "money"),
    ]  # fmt: skip
    rows = [
        [
            _when(row.due_on, today), _calls(row), row.answers or "", row.reminders or "", row.holds or "",
            row.others or "", row.overdue_pence or "",
        ]
        for row in found
    ]  # fmt: skip
    table = Table("Diary", columns, rows, empty="Nothing is due on your list.", caption_hidden=True)
    return render(request, "cases/diary.html", {"tabs": tabs(request, "diary"), "table": table})


def _when(on: date, today: date) -> object:
    link = Link(f"{on:%a} {day(on)}", f"{reverse('worklist')}?day={on.isoformat()}")
    if on > today:
        return link
    return Noted(link, Tag("Late", "red") if on < today else Tag("Today", "blue"))


def _calls(row: Any) -> object:
    return Noted(f"{row.calls:,}", f"{row.promised:,} promised") if row.promised else row.calls or ""
