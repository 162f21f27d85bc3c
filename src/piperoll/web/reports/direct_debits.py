"""Direct Debit over twelve months: take-up by service and month, what came back and why."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from piperoll.reporting.direct_debit_figures import (
    EVERY,
    DirectDebitFigures,
    TakeUp,
    as_csv,
    direct_debit_figures,
    percent,
)
from piperoll.web.components.chart import Share, Shares
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import day
from piperoll.web.doors import page
from piperoll.web.downloads import as_spreadsheet


@page(permission="see_reports", section="Reports")
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """The twelve months up to today, drawn and as tables."""
    found = direct_debit_figures(on=timezone.localdate())
    year = found.year.get(EVERY, TakeUp())
    pieces = {
        "trail": breadcrumbs(Link("Reports", "/reports/")),
        "heading": Heading(
            "Direct Debit: take-up and failures", f"{day(found.months[0])} to {day(found.on)}",
            Figure(percent(year.of_value), "of what fell due was paid by Direct Debit"),
        ),
        "take_up": _drawn("Take-up by month", _taken(found, year), found, [
            found.taken_up(month).of_value for month in found.months]),
        "failures": _drawn("Failures by month", _failed(found), found, [
            found.asked_in(month).rate for month in found.months]),
        "csv": reverse("direct_debit_figures_csv"),
        "services": _services(found, year),
        "months": _months(found),
        "reasons": _reasons(found),
    }  # fmt: skip
    return render(request, "reports/direct_debits.html", pieces)


@page(permission="see_reports", section="Reports")
@require_GET
def figures_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same figures for a spreadsheet."""
    on = timezone.localdate()
    return as_spreadsheet(f"direct-debit-{on.isoformat()}", as_csv(direct_debit_figures(on=on)))


def _drawn(title: str, headline: str, found: DirectDebitFigures, tenths: list[int | None]) -> Shares:
    steps = [
        Share(f"{month:%b}", one, soft=month == found.months[-1])
        for month, one in zip(found.months, tenths, strict=True)
    ]
    return Shares(f"{title}, per cent", headline, steps)


def _taken(found: DirectDebitFigures, year: TakeUp) -> str:
    if not year.due_pence:
        return "Nothing fell due in these months."
    value = percent(year.of_value)
    return f"{value} of what fell due was paid so, by {year.paying:,} of {year.customers:,} customers. By month (%):"


def _failed(found: DirectDebitFigures) -> str:
    asked = found.asked_in_all
    if not asked.many:
        return "Nothing was collected in these months."
    return f"{percent(asked.rate)} came back: {asked.failed:,} of {asked.many:,} collections. By month (%):"


def _services(found: DirectDebitFigures, year: TakeUp) -> Table:
    columns = [
        Column("Service"), Column("Fell due", "money"), Column("Paid by Direct Debit", "money"),
        Column("Of its value", "count"), Column("Customers", "count"), Column("Paying so", "count"),
        Column("Of them", "count"),
    ]  # fmt: skip
    rows = [[name, *_taken_up(found.year[code])] for code, name in found.services.items()]
    return Table(
        "Take-up by service", columns, rows, foot=["Every service", *_taken_up(year)] if rows else (),
        empty="Nothing fell due in these months.",
    )  # fmt: skip


def _taken_up(row: TakeUp) -> list[object]:
    value, people = percent(row.of_value), percent(row.of_customers)
    return [row.due_pence, row.paid_pence, value, row.customers, row.paying, people]


def _months(found: DirectDebitFigures) -> Table:
    due = [Column("Month"), Column("Fell due", "money"), Column("Paid by Direct Debit", "money")]
    back = [Column("Came back", "count"), Column("Worth", "money"), Column("Rate", "count")]
    columns = [*due, Column("Take-up", "count"), Column("Collections", "count"), *back]
    rows = []
    for month in found.months:
        taken, asked = found.taken_up(month), found.asked_in(month)
        name: object = f"{month:%B %Y}"
        rows.append([
            Noted(name, "so far") if month == found.months[-1] else name, taken.due_pence, taken.paid_pence,
            percent(taken.of_value), asked.many, asked.failed, asked.failed_pence, percent(asked.rate),
        ])  # fmt: skip
    return Table("Month by month", columns, rows)


def _reasons(found: DirectDebitFigures) -> Table:
    shown = [month for month in found.months if any(month in one.by_month for one in found.reasons)]
    columns = [
        Column("Why"), *(Column(f"{month:%b %Y}", "count") for month in shown), Column("In all", "count"),
        Column("Worth", "money"),
    ]  # fmt: skip
    rows = [
        [
            Noted(one.meaning, f"code {one.code}") if one.code else one.meaning,
            *(one.by_month.get(month, 0) for month in shown), one.many, one.pence,
        ]
        for one in found.reasons
    ]  # fmt: skip
    return Table("Why collections came back", columns, rows, empty="Nothing came back in these months.", wide=True)
