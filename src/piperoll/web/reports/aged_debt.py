"""Aged debt: by service, down to customers, as at any day, and as a file for a spreadsheet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from piperoll.council.models import Service
from piperoll.foundations.money import pounds
from piperoll.reporting.aged_debt import Aged, AgedDebt, aged_customers, aged_debt, service_coded
from piperoll.reporting.aged_debt_csv import aged_debt_csv
from piperoll.reporting.rules import BANDS, OVERDUE, Band
from piperoll.safeguards.seeing import NOT_NAMED
from piperoll.web.addresses import customer_address
from piperoll.web.as_at import Asked, asked
from piperoll.web.components.chart import Bar, Bars
from piperoll.web.components.html import element
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import money
from piperoll.web.doors import page
from piperoll.web.downloads import as_spreadsheet
from piperoll.web.paging import page_number, pages
from piperoll.web.record.seeing import masked, not_named

A_PAGE = 50
_REPORTS = Link("Reports", "/reports/")


@page(permission="see_reports", section="Reports")
@require_GET
def by_service(request: HttpRequest) -> HttpResponse:
    """Every service by band; each figure leads to the customers behind it."""
    when = asked(request)
    report = aged_debt(as_at=when.on, known_at=when.known_at)
    total = report.total
    pieces = {
        "form": when.form,
        "when": when,
        "trail": breadcrumbs(_REPORTS),
        "heading": Heading(
            "Aged debt",
            _caption(when),
            Figure(pounds(total.overdue_pence), f"overdue, of {pounds(total.debt_pence)} owed"),
        ),
        "table": _services(report, when),
        "chart": _bars(total),
        "csv": f"/reports/aged-debt.csv{when.query}",
    }
    return render(request, "reports/aged_debt.html", pieces)


@page(permission="see_reports", section="Reports")
@require_GET
def by_customer(request: HttpRequest) -> HttpResponse:
    """Who owes it, the largest first: of a service, of a band, or of the whole council."""
    when, service, band = asked(request), _service(request), _band(request)
    found = aged_customers(
        as_at=when.on, known_at=when.known_at, service=service, band=band,
        most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE,
    )  # fmt: skip
    title = service.name if service else "Every service"
    about = f"Owed for {band.name.lower()}" if band and band in OVERDUE else "Not yet due" if band else "Aged debt"
    pieces = {
        "heading": Heading(title, f"{about}, {when.words}"),
        "trail": breadcrumbs(_REPORTS, Link("Aged debt", f"/reports/aged-debt/{when.query}")),
        "table": _customers(
            masked(request, found[:A_PAGE], reference="code", name=NOT_NAMED), when, with_credit=not service
        ),
        "pages": pages(request, more=len(found) > A_PAGE),
    }
    return render(request, "reports/aged_customers.html", pieces)


@page(permission="see_reports", section="Reports")
@require_GET
def as_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The report by customer as a file, whatever its length."""
    when = asked(request)
    lines = aged_debt_csv(as_at=when.on, known_at=when.known_at, not_named=not_named(request))
    return as_spreadsheet(f"aged-debt-{when.on.isoformat()}", lines)


def _service(request: HttpRequest) -> Service | None:
    code = request.GET.get("service", "")
    return service_coded(code[:12]) if code else None


def _band(request: HttpRequest) -> Band | None:
    return next((band for band in BANDS if band.code == request.GET.get("band")), None)


def _caption(when: Asked) -> str:
    return when.words[:1].upper() + when.words[1:]


def _bands() -> list[Column]:
    return [Column(band.name, "money") for band in BANDS]


def _services(report: AgedDebt, when: Asked) -> Table:
    columns = [Column("Service"), *_bands(), Column("Total", "money"), Column("Credit not used", "money")]
    rows = [
        [
            Link(row.name, _drill(when, service=row.code)),
            *(_cell(p, when, service=row.code, band=band.code) for p, band in zip(row.pence, BANDS, strict=True)),
            row.debt_pence, "",
        ]
        for row in report.services
    ]  # fmt: skip
    total = report.total
    foot = [
        Link("Every service", _drill(when)),
        *(_cell(pence, when, band=band.code) for pence, band in zip(total.pence, BANDS, strict=True)),
        total.debt_pence, report.credit_pence,
    ]  # fmt: skip
    return Table(
        "By service", columns, rows, foot=foot, wide=True, caption_hidden=True, empty="Nobody owed anything then."
    )


def _cell(pence: int, when: Asked, **to: str) -> object:
    if not pence:
        return element("span", "–", class_="app-quiet")
    return element(
        "a",
        money(pence),
        href=_drill(when, **to),
        class_="govuk-link govuk-link--no-visited-state govuk-link--no-underline",
    )


def _drill(when: Asked, **to: str) -> str:
    asks = "&".join(f"{name}={value}" for name, value in to.items() if value)
    query = when.query + ("&" if when.query and asks else "?" if asks else "") + asks
    return f"/reports/aged-debt/customers/{query}"


def _customers(found: list[Aged], when: Asked, *, with_credit: bool) -> Table:
    columns = [Column("Customer"), *_bands(), Column("Total", "money")]
    columns += [Column("Credit not used", "money")] if with_credit else []
    rows = []
    for row in found:
        name = Noted(Link(row.name, f"{customer_address(row.code)}{when.query}"), row.code)
        sums = [pence or element("span", "–", class_="app-quiet") for pence in row.pence]
        rows.append([name, *sums, row.debt_pence, *([row.credit_pence or ""] if with_credit else [])])
    return Table("Customers", columns, rows, wide=True, caption_hidden=True, empty="Nobody owed anything here then.")


def _bars(total: Aged) -> Bars:
    old = sum(total.pence[BANDS.index(OVERDUE[3]) :])
    headline = f"{pounds(old)} has been due for more than 90 days."
    bars = [
        Bar(band.name, pence, soft=band not in OVERDUE) for band, pence in zip(BANDS, total.pence, strict=True) if pence
    ]
    return Bars("Debt by age", headline, bars)
