"""Who has how much: each owner's accounts, what is due and late; covers; giving a whole caseload to another."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.cases import queries
from piperoll.cases.cover_caseload import cover_caseload
from piperoll.cases.end_caseload_cover import end_caseload_cover
from piperoll.cases.reassign_debts import reassign_debts
from piperoll.foundations.refusals import Refused
from piperoll.web.cases.forms import NOBODY, CoverForm, GiveAllForm
from piperoll.web.cases.wording import SECTION, since
from piperoll.web.components.links import Link, breadcrumbs, button
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import count, day
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.recovery.tabs import tabs


@page(permission="see_recovery", section=SECTION)
@require_GET
def caseloads(request: PageRequest) -> HttpResponse:
    """Each owner's load, what nobody owns first; and who covers for whom."""
    today, may = timezone.localdate(), request.actor.may
    rows, worked_out = queries.load(today), queries.worked_out()
    covers = queries.covers_between(today, queries.FOR_EVER)
    unowned = sum(row.accounts for row in rows if not queries.is_owned(row))
    pieces = {
        "tabs": tabs(request, "caseloads"),
        "is_owned": rows and not unowned,
        "unowned": count(unowned, "account") if unowned else "",
        "worked_out": since(worked_out, today),
        "is_old": worked_out is None or worked_out.effective_on < today,
        "table": _loads(rows),
        "covers": _covers(covers, may_end="end_caseload_cover" in may),
        "give": button("Give a caseload to another", href=reverse("reassign_debts"), kind="secondary")
        if "reassign_debts" in may
        else "",
        "cover": button("Arrange cover", href=reverse("cover_caseload"), kind="secondary")
        if "cover_caseload" in may
        else "",
    }  # fmt: skip
    return render(request, "cases/caseloads.html", pieces)


def _loads(rows: Any) -> Table:
    columns = [
        Column("Owner"), Column("Accounts", "count"), Column("Due today", "count"), Column("Late", "count"),
        Column("Late since", "day"), Column("Overdue since", "day"), Column("Overdue", "money"),
    ]  # fmt: skip
    shown = [_load(row) for row in rows]
    total: list[object] = []
    if rows:
        sums = {name: sum(getattr(row, name) for row in rows) for name in ("accounts", "due", "late", "overdue_pence")}
        total = ["All", sums["accounts"], sums["due"], sums["late"], "", "", sums["overdue_pence"]]
    return Table(
        "Who has how much", columns, shown, foot=total, empty="Nothing is overdue, or the lists were never worked out.",
        caption_hidden=True,
    )  # fmt: skip


def _load(row: Any) -> Row:
    lists = reverse("worklist")
    name, whose = (row.team, row.code) if row.code else (row.officer, row.username)
    who: object = Link(name, f"{lists}?whose={whose}") if name else Link("Nobody", f"{lists}?whose={NOBODY}&until=all")
    if not queries.is_owned(row):
        who = Noted(who, Tag("Nobody is there", "red") if name else Tag("Give them an owner", "red"))
    elif row.code:
        who = Noted(who, f"a team of {row.members}")
    figures = [row.accounts, row.due or "", row.late or "", row.oldest_on, row.overdue_since, row.overdue_pence]
    return Row([who, *figures])


def _covers(rows: Any, *, may_end: bool) -> Table | str:
    if not rows:
        return ""
    columns = [Column("Away"), Column("Who sees to theirs"), Column("When"), Column("Why")]
    columns += [Column("End", hidden=True)] if may_end else []
    shown = [
        [row.away, row.covered_by, f"{day(row.valid_from)} to {day(row.valid_to)}", row.reason]
        + ([Link("End", reverse("end_caseload_cover", args=[row.id]), f"the cover for {row.away}")] if may_end else [])
        for row in rows
    ]
    return Table("Who covers for whom", columns, shown)


@page(permission="cover_caseload", section=SECTION)
@require_http_methods(["GET", "POST"])
def cover(request: PageRequest) -> HttpResponse:
    """Have somebody see to what is another's while they are away."""
    return _asked(
        request, CoverForm(request.POST or None, use_required_attribute=False), "Arrange cover", "Arrange it",
        lambda told: cover_caseload(**told, **deed(request)),
        lambda made: f"{made.covered_by} sees to what is {made.away}’s until {day(made.valid_to)}.",
        about="No account changes hands: it ends by itself.",
    )  # fmt: skip


@page(permission="end_caseload_cover", section=SECTION)
@require_http_methods(["GET", "POST"])
def end_cover(request: PageRequest, cover: int) -> HttpResponse:
    """Whoever was away is back."""
    return _asked(
        request, EndForm(request.POST or None, use_required_attribute=False), "End a cover", "End it",
        lambda told: end_caseload_cover(cover=cover, **told, **deed(request)),
        lambda made: f"{made.away} has their own list again.",
    )  # fmt: skip


class EndForm(forms.Form):
    """Why a cover ends."""

    reason = forms.CharField(label="Why it ends", max_length=200, help_text="Like: back early")


@page(permission="reassign_debts", section=SECTION)
@require_http_methods(["GET", "POST"])
def give(request: PageRequest) -> HttpResponse:
    """Give all that is one owner's to another."""
    return _asked(
        request, GiveAllForm(request.POST or None, use_required_attribute=False), "Give a caseload to another",
        "Give it",
        lambda told: reassign_debts(**told, **deed(request)),
        lambda made: f"Looked after by {made.owner} now: {count(made.accounts, 'account')}.",
        about="Every account goes, with what is next on it. What falls due later goes by the rules: change those too.",
    )  # fmt: skip


def _asked(
    request: PageRequest, form: forms.Form, title: str, button: str, act: Any, says: Any, about: str = ""
) -> HttpResponse:
    """Ask, do it, and go back to who has how much; a refusal stands at its field."""
    if form.is_valid():
        try:
            return done(request, says(act(form.cleaned_data)), "caseloads")
        except Refused as refusal:
            field = refusal.facts.get("field")
            form.add_error(field if field in form.fields else None, refusal.sentence)
    pieces = {
        "title": title, "about": about, "button": button, "form": form,
        "trail": breadcrumbs(Link("Who has how much", reverse("caseloads"))),
    }  # fmt: skip
    return render(request, "record/ask.html", pieces)
