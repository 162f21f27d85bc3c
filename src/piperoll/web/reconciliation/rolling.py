"""The roll-forward of the debit control, and the rows behind each of its figures."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.receivables.models import Item
from piperoll.reconciliation.roll_forward import (
    MOVEMENTS,
    FigureRow,
    NoSuchFigure,
    Rolled,
    RollForward,
    figure_rows,
    in_parts,
    roll_forward,
)
from piperoll.reconciliation.roll_forward_csv import figure_csv, roll_forward_csv
from piperoll.web.addresses import customer_address
from piperoll.web.components.html import element
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading, Tag
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import day, money
from piperoll.web.doors import page
from piperoll.web.downloads import as_spreadsheet
from piperoll.web.paging import page_number, pages
from piperoll.web.reconciliation.forms import PeriodForm

A_PAGE = 100
_REPORTS = Link("Reports", "/reports/")
_NAMES = {movement.code: movement.name for movement in MOVEMENTS} | {
    "opening": "Open at the start", "closing": "Open at the end",
}  # fmt: skip


@page(permission="see_reports", section="Reports")
@require_GET
def roll(request: HttpRequest) -> HttpResponse:
    """This month so far, or another period: each figure leads to its rows."""
    form = _form(request)
    pieces: dict[str, object] = {"trail": breadcrumbs(_REPORTS), "form": form, "heading": Heading("Roll-forward")}
    if form.is_valid():
        try:
            told = roll_forward(**form.cleaned_data, known_at=timezone.now())
            pieces |= {"heading": _heading(told), "table": _table(told), "csv": _csv(told)}
        except Refused as refusal:
            form.add_error("until", refusal.sentence)
    return render(request, "reconciliation/roll_forward.html", pieces)


@page(permission="see_reports", section="Reports")
@require_GET
def roll_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same as a file."""
    since, until = _period(request)
    lines = roll_forward_csv(roll_forward(since=since, until=until, known_at=timezone.now()))
    return as_spreadsheet(f"roll-forward-{since.isoformat()}-{until.isoformat()}", lines)


@page(permission="see_reports", section="Reports")
@require_GET
def figure(request: HttpRequest, figure: str) -> HttpResponse:
    """The rows a figure is made of, the oldest first."""
    since, until = _period(request)
    service = request.GET.get("service")
    found = figure_rows(
        figure=figure, since=since, until=until, known_at=timezone.now(), service=service,
        most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE,
    )  # fmt: skip
    whose = service if service else "Credit not used yet" if service == "" else "Every service"
    pieces = {
        "heading": Heading(_NAMES[figure], f"{whose}, {day(since)} to {day(until)}"),
        "trail": breadcrumbs(_REPORTS, Link("Roll-forward", f"{reverse('roll_forward')}?{_days(since, until)}")),
        "table": _rows(found[:A_PAGE]),
        "pages": pages(request, more=len(found) > A_PAGE),
        "csv": f"{reverse('roll_forward_figure_csv', args=[figure])}?{request.GET.urlencode()}",
    }
    return render(request, "reconciliation/roll_forward_figure.html", pieces)


@page(permission="see_reports", section="Reports")
@require_GET
def figure_as_csv(request: HttpRequest, figure: str) -> StreamingHttpResponse:
    """Every row behind a figure as a file, whatever its length."""
    since, until = _period(request)
    service, known_at = request.GET.get("service"), timezone.now()
    figure_rows(figure=figure, since=since, until=until, known_at=known_at, service=service, most=1)
    rows = in_parts(figure=figure, since=since, until=until, known_at=known_at, service=service)
    return as_spreadsheet(f"{figure}-{since.isoformat()}-{until.isoformat()}", figure_csv(rows))


def _form(request: HttpRequest) -> PeriodForm:
    today = timezone.localdate()
    named = {"since": request.GET.get("since", ""), "until": request.GET.get("until", "")}
    return PeriodForm(named if any(named.values()) else {"since": day(today.replace(day=1)), "until": day(today)})


def _period(request: HttpRequest) -> tuple[date, date]:
    form = _form(request)
    if not form.is_valid():
        raise NoSuchFigure()
    return form.cleaned_data["since"], form.cleaned_data["until"]


def _days(since: date, until: date) -> str:
    return urlencode({"since": since.isoformat(), "until": until.isoformat()})


def _csv(told: RollForward) -> str:
    return f"{reverse('roll_forward_csv')}?{_days(told.since, told.until)}"


def _heading(told: RollForward) -> Heading:
    tag = Tag("The ledger agrees", "green") if told.agrees else Tag("The ledger does not agree", "red")
    closing = Figure(pounds(told.total.closing_pence), f"on the debtors control at the end of {day(told.until)}")
    return Heading("Roll-forward", f"{day(told.since)} to {day(told.until)}", closing, (tag,))


def _table(told: RollForward) -> Table:
    columns = [
        Column("Service"), Column(f"Open before {day(told.since)}", "money"),
        *(Column(movement.name, "money") for movement in MOVEMENTS),
        Column(f"Open after {day(told.until)}", "money"),
    ]  # fmt: skip
    rows = [_line(row.name, row, told, row.code) for row in told.lines]
    foot = _line("Whole control", told.total, told, None)
    return Table(
        "Roll-forward by service", columns, rows, foot=foot, wide=True, caption_hidden=True,
        empty="Nothing was owed and nothing moved.",
    )  # fmt: skip


def _line(name: str, row: Rolled, told: RollForward, service: str | None) -> list[object]:
    moved = [_cell(movement.code, row.moved.get(movement.code, 0), told, service) for movement in MOVEMENTS]
    opening = _cell("opening", row.opening_pence, told, service)
    return [name, opening, *moved, _cell("closing", row.closing_pence, told, service)]


def _cell(code: str, pence: int, told: RollForward, service: str | None) -> object:
    if not pence:
        return element("span", "–", class_="app-quiet")
    of = "" if service is None else f"&{urlencode({'service': service})}"
    href = f"{reverse('roll_forward_figure', args=[code])}?{_days(told.since, told.until)}{of}"
    classes = "govuk-link govuk-link--no-visited-state govuk-link--no-underline"
    return element("a", money(pence), href=href, class_=classes)


def _rows(found: list[FigureRow]) -> Table:
    columns = [Column("Reference"), Column("Day", "day"), Column("Customer"), Column("Amount", "money")]
    kinds = dict(Item.KINDS)
    rows = []
    for row in found:
        what = f"{kinds[row.kind]}, used for {row.used_for}" if row.used_for else kinds[row.kind]
        customer = Link(row.customer, customer_address(row.customer))
        rows.append([Noted(row.reference, what), row.effective_on, customer, row.amount_pence])
    return Table("Rows", columns, rows, caption_hidden=True, empty="This figure is made of nothing.")
