"""Small balances: a list proposed, looked at, asked for; somebody else decides under Approvals."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.seeing import NOT_NAMED
from piperoll.web.addresses import customer_address
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Figures, Heading, Tag
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import count, day
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.paging import page_number, pages
from piperoll.web.record.seeing import masked
from piperoll.web.write_offs.forms import ProposeForm
from piperoll.web.write_offs.register import REPORTS, SECTION
from piperoll.write_offs import small
from piperoll.write_offs.propose_small_write_offs import propose_small_write_offs
from piperoll.write_offs.request_small_write_offs import request_small_write_offs

A_PAGE = 50
RUNS_SHOWN = 50
_STATES = {
    "waiting": Tag("Waits to be decided", "yellow"),
    "returned": Tag("Question asked", "orange"),
    "approved": Tag("Written off", "green"),
    "refused": Tag("Refused", "red"),
    "withdrawn": Tag("Withdrawn", "grey"),
}
_PROPOSED = Tag("Proposed", "blue")


@page(permission="see_write_offs", section=SECTION)
@require_http_methods(["GET", "POST"])
def small_write_offs(request: PageRequest) -> HttpResponse:
    """Every list there was, and a form that proposes another."""
    may = "propose_small_write_offs" in request.actor.may
    form = ProposeForm(request.POST or None)
    if may and form.is_valid():
        try:
            made = propose_small_write_offs(service=form.cleaned_data["service"], **deed(request))
        except Refused as refusal:
            form.add_error("service", refusal.sentence)
        else:
            said = f"{small.reference_of(made.small_run)}: {count(made.many, 'debt')}, {pounds(made.pence)}."
            return done(request, f"{said} Look at it, then ask for it.", "small_write_off", made.small_run)
    pieces = {
        "trail": breadcrumbs(REPORTS, Link("Write-offs", reverse("write_offs"))),
        "form": form if may else None,
        "table": _runs(small.listed(most=RUNS_SHOWN)),
    }
    return render(request, "write_offs/small_runs.html", pieces)


def _runs(rows: list[Any]) -> Table:
    columns = [
        Column("List"), Column("Service"), Column("Proposed", "day"), Column("Stands"), Column("Debts", "count"),
        Column("Sum", "money"),
    ]  # fmt: skip
    lines = [
        [
            Link(small.reference_of(row.id), reverse("small_write_off", args=[row.id])), row.service_name,
            row.proposed_on, _STATES.get(row.state, _PROPOSED), row.many, row.pence,
        ]
        for row in rows
    ]  # fmt: skip
    return Table("Lists", columns, lines, empty="Nobody has proposed a list yet.")


@page(permission="see_write_offs", section=SECTION)
@require_GET
def small_write_off(request: PageRequest, small_run: int) -> HttpResponse:
    """One list: what would be written off, what is left out and why, and what became of it."""
    small.numbered(small_run)
    (shown,) = small.listed(most=1, number=small_run)
    left_out = request.GET.get("show") == "left-out"
    found = small.debits(
        small_run, left_out=left_out, most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE
    )  # fmt: skip
    settled = shown.state in ("waiting", "returned", "approved")
    pieces = {
        "number": small_run,
        "title": small.reference_of(small_run),
        "trail": breadcrumbs(
            REPORTS, Link("Write-offs", reverse("write_offs")), Link("Small balances", reverse("small_write_offs"))
        ),
        "heading": Heading(
            small.reference_of(small_run), f"{shown.service_name}, proposed by {shown.proposed_by}",
            Figure(pounds(shown.pence), f"to be written off, as on {day(shown.proposed_on)}"),
            (_STATES.get(shown.state, _PROPOSED),),
        ),
        "figures": _figures(shown),
        "why": _why(small.why_left_out(small_run)),
        "shows_left_out": left_out,
        "left_out": shown.left_out,
        "table": _debits(masked(request, found[:A_PAGE], reference="reference", name=NOT_NAMED, invoice=""), left_out),
        "pages": pages(request, more=len(found) > A_PAGE),
        "request_number": shown.request if "see_requests" in request.actor.may else None,
        "may_ask": not settled and shown.many and "request_small_write_offs" in request.actor.may,
    }  # fmt: skip
    return render(request, "write_offs/small_run.html", pieces)


def _figures(shown: Any) -> Figures:
    told = [
        Figure(f"{shown.many:,}", "to be written off"),
        Figure(f"{shown.left_out:,}", "left out"),
        Figure(pounds(shown.most_pence), "a customer at most"),
        Figure(count(shown.least_days, "day"), "overdue at least"),
    ]
    if shown.done_many is not None:
        told = [Figure(f"{shown.done_many:,}", "written off"), Figure(pounds(shown.done_pence), "in all"), *told[1:]]
    return Figures(tuple(told))


def _why(rows: list[Any]) -> Table | str:
    if not rows:
        return ""
    columns = [Column("Why left out"), Column("Debts", "count"), Column("Sum", "money")]
    return Table("Left out", columns, [[row.why_not, row.many, row.pence] for row in rows])


def _debits(rows: list[Any], left_out: bool) -> Table:
    columns = [Column("Customer"), Column("Due", "day"), *([Column("Why not")] if left_out else [])]
    lines = [
        [
            row.name if row.name == NOT_NAMED else Noted(Link(row.name, customer_address(row.reference)), row.invoice),
            row.due_on, *([row.why_not] if left_out else []), row.pence,
        ]
        for row in rows
    ]  # fmt: skip
    caption = "Left out, one by one" if left_out else "To be written off"
    empty = "Nothing was left out." if left_out else "There is nothing to be written off."
    return Table(caption, [*columns, Column("Open", "money")], lines, empty=empty)


@page(permission="request_small_write_offs", section=SECTION)
@require_POST
def ask(request: PageRequest, small_run: int) -> HttpResponse:
    """Ask that the list be written off, just as it stands."""
    said_or_refused(
        request,
        lambda: request_small_write_offs(small_run=small_run, **deed(request)),
        lambda made: f"{pounds(made.pence)} waits for somebody else to decide, as request {made.request}.",
    )
    return redirect("small_write_off", small_run)
