"""What Bacs sent back: reports taken in, what each advice did, and the exceptions that wait for an officer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from piperoll.bacs import queries
from piperoll.bacs.apply_bacs_report import Applied, apply_bacs_report
from piperoll.bacs.rules import REPORTS
from piperoll.bacs.settle_advice import settle_advice
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.seeing import NOT_NAMED
from piperoll.web.addresses import customer_address
from piperoll.web.bacs.forms import ReportForm, WordsForm
from piperoll.web.bacs.wording import SECTION, mandate_of, tabs
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading, Tag
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import count, moment
from piperoll.web.deeds import deed, on_disk, said_or_refused
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.paging import page_number, pages
from piperoll.web.record.seeing import masked

A_PAGE = 50


@page(permission="see_mandates", section=SECTION)
@require_http_methods(["GET", "POST"])
def reports(request: PageRequest) -> HttpResponse:
    """Every report with what came of it, and taking another in."""
    may = "apply_bacs_report" in request.actor.may
    form = ReportForm(request.POST or None, request.FILES or None, use_required_attribute=False)
    if request.method == "POST" and may and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            with on_disk(upload) as path:
                made = apply_bacs_report(file=path, name=upload.name, **deed(request))
        except Refused as refusal:
            if refusal.exit_code == 0:
                return done(request, refusal.sentence, "bacs_reports")
            form.add_error("file", refusal.sentence)
        else:
            return done(request, _applied(made), "bacs_exceptions" if made.exceptions else "bacs_reports")
    found = queries.reports(most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE)
    pieces = {
        "tabs": tabs("reports"),
        "form": form if may else None,
        "missing": queries.missing_reports(timezone.localdate()),
        "implied": queries.implied_reports(timezone.localdate()),
        "table": _reports(found[:A_PAGE]),
        "pages": pages(request, more=len(found) > A_PAGE),
    }
    return render(request, "bacs/reports.html", pieces)


def _applied(made: Applied) -> str:
    back = f" {pounds(made.pence_back)} was taken back." if made.pence_back else ""
    waits = f" {count(made.exceptions, 'exception')} for you to look at." if made.exceptions else ""
    return f"{made.report} report: {count(made.applied, 'advice', 'advices')} applied.{back}{waits}"


def _reports(rows: list[Any]) -> Table:
    columns = [
        Column("Report"),
        Column("Taken in"),
        Column("Advices", "count"),
        Column("Amount", "money"),
        Column("Exceptions"),
    ]
    shown = (
        [
            Noted(Link(REPORTS[row.kind], reverse("bacs_report", args=[row.id])), f"{row.kind} {row.number}".strip()),
            Noted(moment(row.started_at), row.by_name),
            row.advices,
            row.pence or "",
            Tag(f"{row.waiting:,} waiting", "red") if row.waiting else "None" if not row.exceptions else "All settled",
        ]
        for row in rows
    )
    return Table("Reports from Bacs", columns, shown, empty="No report has come yet.", caption_hidden=True)


@page(permission="see_mandates", section=SECTION)
@require_GET
def report(request: PageRequest, number: int) -> HttpResponse:
    """One report, line by line."""
    shown = queries.report(number)
    if shown is None:
        raise Http404
    found = queries.advices(number, most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE)
    columns = [
        Column("Whose"), Column("Mandate"), Column("Code"), Column("Amount", "money"), Column("Done"),
        Column("Next step"),
    ]  # fmt: skip
    rows = masked(request, found[:A_PAGE], reference="customer", name=NOT_NAMED)
    pieces = {
        "trail": breadcrumbs(Link("What came back", reverse("bacs_reports"))),
        "heading": Heading(
            REPORTS[shown.kind], ", ".join(filter(None, (f"{shown.kind} {shown.number}".strip(), shown.name))),
            Figure(pounds(shown.pence), count(shown.advices, "advice", "advices")) if shown.pence else None,
        ),
        "table": Table("Advices", columns, map(_advice, rows), caption_hidden=True, empty="It held no advice."),
        "pages": pages(request, more=len(found) > A_PAGE),
    }  # fmt: skip
    return render(request, "bacs/report.html", pieces)


def _advice(row: Any) -> list[object]:
    return [
        _who(row),
        mandate_of(row) if row.reference else f"line {row.line}",
        Noted(row.code, row.meaning),
        row.amount_pence,
        row.done or Noted(Tag("Exception", "red" if not row.settled else "grey"), row.settled or row.exception),
        row.next_step,
    ]


def _who(row: Any) -> object:
    if not row.name or row.name == NOT_NAMED:
        return row.name or "Nobody of ours"
    return Link(row.name, customer_address(row.customer))


@page(permission="see_mandates", section=SECTION)
@require_GET
def exceptions(request: PageRequest) -> HttpResponse:
    """What nothing of ours explained, oldest first, each with a form that settles it."""
    found = queries.exceptions(most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE)
    pieces = {
        "tabs": tabs("exceptions"),
        "exceptions": list(_waiting(masked(request, found[:A_PAGE], reference="customer", name=NOT_NAMED))),
        "may_settle": "settle_advice" in request.actor.may,
        "pages": pages(request, more=len(found) > A_PAGE),
    }
    return render(request, "bacs/exceptions.html", pieces)


def _waiting(rows: list[Any]) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield {
            "id": row.id,
            "title": f"{row.kind}, {row.reference or f'line {row.line}'}",
            "about": " · ".join(
                filter(None, [row.name, pounds(row.amount_pence) if row.amount_pence else "", row.meaning])
            ),
            "says": row.exception,
            "form": WordsForm(label="What was done", auto_id=f"settle_{row.id}_%s"),
        }


@page(permission="settle_advice", section=SECTION)
@require_POST
def settle(request: PageRequest, number: int) -> HttpResponse:
    """Say what was done about an exception."""
    form = WordsForm(request.POST, label="What was done")
    if not form.is_valid():
        messages.error(request, "Nothing was changed. Say what was done.")
        return redirect("bacs_exceptions")
    said_or_refused(
        request,
        lambda: settle_advice(advice=number, what=form.cleaned_data["words"], **deed(request)),
        lambda made: f"Settled: {made.what}",
    )
    return redirect("bacs_exceptions")
