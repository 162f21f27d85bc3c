"""Cases that agents have: since when, for how much, whether they hold them; and looking at all of them for today."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from piperoll.cases import queries
from piperoll.cases.rules import TAKERS
from piperoll.cases.watch_agents import watch_agents
from piperoll.foundations.actors import NotPermitted
from piperoll.safeguards.seeing import NOT_NAMED
from piperoll.web.cases.wording import SECTION
from piperoll.web.components.links import Link
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import count, day
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, page
from piperoll.web.paging import page_number, pages
from piperoll.web.record.seeing import masked
from piperoll.web.recovery.tabs import tabs

A_PAGE = 50


@page(permission="see_recovery", section=SECTION)
@require_http_methods(["GET", "POST"])
def agents(request: PageRequest) -> HttpResponse:
    """Every case an agent has, the one had longest first; a button that looks at all of them."""
    if request.method == "POST":
        return _watch(request)
    found = queries.with_agents(most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE)
    pieces = {
        "tabs": tabs(request, "agents"),
        "may_watch": "watch_agents" in request.actor.may,
        "table": _table(masked(request, found[:A_PAGE], reference="reference", name=NOT_NAMED), timezone.localdate()),
        "pages": pages(request, more=len(found) > A_PAGE),
    }
    return render(request, "cases/agents.html", pieces)


def _table(rows: list[Any], today: date) -> Table:
    columns = [
        Column("Customer"), Column("With"), Column("Since", "day"), Column("Until"), Column("Handed over", "money"),
        Column("Still open", "money"),
    ]  # fmt: skip
    return Table("Cases with agents", columns, [_row(row, today) for row in rows], empty="No agent has a case.")


def _row(row: Any, today: date) -> list[object]:
    hidden = row.name == NOT_NAMED
    who = NOT_NAMED if hidden else Noted(Link(row.name, reverse("case", args=[row.reference])), row.reference)
    held = Tag(f"Told to hold it on {day(row.told_to_hold_on)}", "orange") if row.told_to_hold_on else TAKERS[row.taker]
    late = Noted(day(row.until), "its time is over") if row.until < today else day(row.until)
    return [who, Noted(row.agent, held), row.handed_on, late, row.pence, row.open_pence]


def _watch(request: PageRequest) -> HttpResponse:
    if "watch_agents" not in request.actor.may:
        raise NotPermitted(name=request.actor.name, act="watch agents", role=request.actor.role)
    said_or_refused(
        request,
        lambda: watch_agents(**deed(request)),
        lambda made: (
            f"{count(made.cases, 'case')} looked at. Recalled: {made.paid:,} as paid, {made.over:,} as over, "
            f"{made.protected:,} to protect somebody."
        ),
    )
    return redirect("agents")
