"""The worklist: promised calls first, then what is due by day and sum, each row with why and what is next."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from piperoll.cases import queries
from piperoll.cases.owners import owner_called
from piperoll.cases.queries import FOR_EVER, Asked
from piperoll.cases.rules import CHASING
from piperoll.cases.work_out_worklists import work_out_worklists
from piperoll.council.models import Service
from piperoll.foundations.actors import NotPermitted
from piperoll.safeguards.seeing import NOT_NAMED
from piperoll.web.cases.forms import EVERYBODY, NOBODY, WhichForm
from piperoll.web.cases.wording import SECTION, next_tag, owner, since, when
from piperoll.web.components.links import Link
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import count, day
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, page
from piperoll.web.paging import page_number, pages
from piperoll.web.record.seeing import masked
from piperoll.web.recovery.tabs import tabs

A_PAGE = 50
A_WEEK = timedelta(days=7)


@page(permission="see_recovery", section=SECTION)
@require_http_methods(["GET", "POST"])
def worklist(request: PageRequest) -> HttpResponse:
    """What is due of whoever was asked for; working everybody's list out anew."""
    if request.method == "POST":
        return _work_out(request)
    today, form = timezone.localdate(), WhichForm(request.GET)
    asked = _of_a_day(request, today) or _asked(
        form.cleaned_data if form.is_valid() else {}, today, request.actor.user_id
    )
    number = page_number(request)
    calls = queries.callbacks(asked, today, most=A_PAGE) if number == 1 else []
    found = queries.worklist(asked, today, most=A_PAGE + 1, after=(number - 1) * A_PAGE)
    pieces = {
        "tabs": tabs(request, "worklist"),
        "form": form,
        "worked_out": since(queries.worked_out(), today),
        "may_work_out": "work_out_worklists" in request.actor.may,
        "calls": due_table("Calls promised", masked(request, calls, reference="reference", name=NOT_NAMED), today)
        if calls
        else "",
        "table": due_table("Due", masked(request, found[:A_PAGE], reference="reference", name=NOT_NAMED), today),
        "pages": pages(request, more=len(found) > A_PAGE),
    }
    return render(request, "cases/worklist.html", pieces)


def _work_out(request: PageRequest) -> HttpResponse:
    if "work_out_worklists" not in request.actor.may:
        raise NotPermitted(name=request.actor.name, act="work the worklists out", role=request.actor.role)
    said_or_refused(
        request,
        lambda: work_out_worklists(**deed(request)),
        lambda made: f"{count(made.accounts, 'account')} on the lists: {made.changed:,} changed, {made.gone:,} gone.",
    )
    return redirect("worklist")


def _of_a_day(request: PageRequest, today: date) -> Asked | None:
    """One day of one's own list, as the diary leads to it."""
    try:
        chosen = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return None
    return Asked(**queries.list_of_officer(request.actor.user_id, today), since=chosen, until=chosen)


def _asked(told: dict[str, Any], today: date, me: int) -> Asked:
    until = {"week": today + A_WEEK, "all": FOR_EVER}.get(told.get("until", ""), today)
    code = told.get("service", "")
    service = Service.objects.filter(code=code).values_list("pk", flat=True).first() if code else None
    more: dict[str, Any] = {"until": until, "service": service, "action": told.get("action", "")}
    whose = told.get("whose", "")
    if whose == EVERYBODY:
        return Asked(**more)
    if whose == NOBODY:
        return Asked(**queries.list_of_nobody(today), **more)
    return Asked(**_list_of(whose, today, me), **more)


def _list_of(whose: str, today: date, me: int) -> dict[str, Any]:
    if not whose:
        return queries.list_of_officer(me, today)
    found = owner_called(whose)
    return queries.list_of_team(found.team, today) if found.team else queries.list_of_officer(found.officer or 0, today)


def due_table(caption: str, rows: list[Any], today: date) -> Table:
    """Accounts with what is next on each, by when and why."""
    columns = [
        Column("Customer"),
        Column("Next"),
        Column("By", "day"),
        Column("Why"),
        Column("Whose"),
        Column("Overdue", "money"),
    ]
    return Table(caption, columns, [_row(row, today) for row in rows], empty="Nothing is due.")


def _row(row: Any, today: date) -> Row:
    hidden = row.name == NOT_NAMED
    who: object = NOT_NAMED if hidden else Noted(Link(row.name, reverse("case", args=[row.reference])), row.reference)
    why: object = "" if hidden else row.reason
    following, over = next_tag(row.action), row.is_paid or row.is_done
    if over:
        why = Noted(Tag("Paid since" if row.is_paid else "Done since", "green"), why)
    elif row.stopped:
        following = Tag("Do not chase", "orange") if row.action in CHASING else following
        why = "" if hidden else Noted(row.stopped, "since the list was worked out")
    elif row.with_name and not hidden:
        why = Noted(Tag(f"With {row.with_name} since {day(row.with_since)}", "purple"), why)
    return Row(
        [who, following, when(row, today), why, owner(row), row.overdue_pence or ""],
        quiet=over or bool(row.stopped),
    )
