"""The register of write-offs, as a page and a CSV; and one of them with its story."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from piperoll.customers.models import Customer
from piperoll.foundations.money import pounds
from piperoll.safeguards.seeing import NOT_NAMED, look
from piperoll.web.addresses import customer_address, invoice_address, request_link
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading, Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.timeline import Event, Timeline
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, page
from piperoll.web.downloads import as_spreadsheet
from piperoll.web.paging import page_number, pages
from piperoll.web.record.seeing import masked, not_named
from piperoll.web.write_offs.forms import BackForm, WhichForm
from piperoll.write_offs import register
from piperoll.write_offs.register import Asked
from piperoll.write_offs.rules import REASONS, reference_of
from piperoll.write_offs.write_back import write_back

A_PAGE = 50
SECTION = "Reports"
REPORTS = Link("Reports", "/reports/")
BECAUSE = {"receipt": "Money came for it", "credit": "It was credited", "officer": "Written back"}


@page(permission="see_write_offs", section=SECTION)
@require_GET
def write_offs(request: PageRequest) -> HttpResponse:
    """What was written off, the newest first, by reason, days and approver; and what came back."""
    form, asked = _asked(request)
    found = register.listed(asked, most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE)
    shown = masked(request, found[:A_PAGE], reference="reference", name=NOT_NAMED, invoice="")
    pieces = {
        "form": form,
        "trail": breadcrumbs(REPORTS),
        "reasons": _by_reason(register.by_reason(asked)),
        "table": _table(shown),
        "csv": _as_csv(request) if found else "",
        "pages": pages(request, more=len(found) > A_PAGE),
    }
    return render(request, "write_offs/register.html", pieces)


def _as_csv(request: HttpRequest) -> str:
    """Where the file of what is shown is."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return f"{reverse('write_offs_csv')}?{asked.urlencode()}".removesuffix("?")


@page(permission="see_write_offs", section=SECTION)
@require_GET
def write_offs_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The register as a file, of the same write-offs the page shows."""
    _, asked = _asked(request)
    return as_spreadsheet("write-offs", register.as_csv(asked, hidden=not_named(request)))


def _asked(request: HttpRequest) -> tuple[WhichForm, Asked]:
    form = WhichForm(register.approvers(), request.GET)
    return form, Asked(**form.cleaned_data) if form.is_valid() else Asked()


def _by_reason(rows: list[Any]) -> Table | str:
    if not rows:
        return ""
    columns = [
        Column("Reason"), Column("Write-offs", "count"), Column("Came back", "money"), Column("Written off", "money"),
    ]  # fmt: skip
    lines = [[REASONS[row.reason], row.many, row.back_pence, row.pence] for row in rows]
    foot = ["All", sum(row.many for row in rows), sum(row.back_pence for row in rows), sum(row.pence for row in rows)]
    return Table("By reason", columns, lines, foot=foot)


def _table(rows: list[Any]) -> Table:
    columns = [
        Column("Write-off"), Column("Whose"), Column("Approved by"), Column("Written off", "day"),
        Column("Came back", "money"), Column("Amount", "money"),
    ]  # fmt: skip
    lines = (
        [
            Noted(Link(reference_of(row.id), reverse("write_off", args=[row.id])), REASONS[row.reason])
            if row.name != NOT_NAMED
            else Noted(reference_of(row.id), REASONS[row.reason]),
            row.name if row.name == NOT_NAMED else Noted(Link(row.name, customer_address(row.reference)), row.invoice),
            _who(row), row.written_off_on, row.back_pence or "", row.amount_pence,
        ]
        for row in rows
    )  # fmt: skip
    return Table("Write-offs", columns, lines, empty="Nothing was written off.")


def _who(row: Any) -> object:
    same = row.asked_by == row.approved_by
    return Noted(row.approved_by, "within their own limit" if same else f"asked for by {row.asked_by}")


@page(permission="see_write_offs", section=SECTION)
@require_GET
def write_off(request: PageRequest, write_off: int) -> HttpResponse:
    """One write-off: whose debt, why, who decided, what came back, and a form that writes it back."""
    found = register.listed(Asked(), most=1, number=write_off)
    if not found:
        raise Http404
    (shown,) = found
    look(Customer.objects.get(pk=shown.customer_id), place=request.path, **deed(request))
    backs = register.backs_of(write_off)
    left = shown.amount_pence - shown.back_pence
    tags = (Tag("Written back", "teal"),) if not left else (Tag("Part written back", "teal"),) if backs else ()
    pieces = {
        "number": write_off,
        "title": reference_of(write_off),
        "trail": breadcrumbs(REPORTS, Link("Write-offs", reverse("write_offs"))),
        "heading": Heading(
            reference_of(write_off), shown.name,
            Figure(pounds(shown.amount_pence), f"written off {day(shown.written_off_on)}"), tags,
        ),
        "facts": _facts(shown, request.actor.may),
        "story": _story(shown, backs),
        "back": BackForm() if left and "write_back" in request.actor.may else None,
    }  # fmt: skip
    return render(request, "write_offs/write_off.html", pieces)


def _facts(shown: Any, may: frozenset[str]) -> Summary:
    asked = request_link(shown.request_id, may)
    debt: object = shown.invoice
    if "see_invoices" in may and shown.invoice_id:
        debt = Link(f"Invoice {shown.invoice}", invoice_address(shown.invoice))
    facts = [
        Fact("Customer", Link(f"{shown.name} ({shown.reference})", customer_address(shown.reference))),
        Fact("Debt", Noted(debt, f"due {day(shown.due_on)}" if shown.due_on else "")),
        Fact("Service", shown.service),
        Fact("Reason", REASONS[shown.reason]),
        Fact("Why", shown.why),
        Fact("Evidence", shown.evidence),
        Fact("Asked for", asked),
        Fact("Still written off", pounds(shown.amount_pence - shown.back_pence)),
    ]
    return Summary([fact for fact in facts if fact.value])


def _story(shown: Any, backs: list[Any]) -> Timeline:
    events = [
        Event(f"{pounds(row.amount_pence)}: {BECAUSE[row.because].lower()}", row.started_at, row.by_name, row.why)
        for row in backs
    ]
    who = f"Asked for by {shown.asked_by}"
    return Timeline([*events, Event("Written off", shown.started_at, shown.approved_by, who)])


@page(permission="write_back", section=SECTION)
@require_POST
def back(request: PageRequest, write_off: int) -> HttpResponse:
    """Take it back, in whole or part."""
    form = BackForm(request.POST)
    form.is_valid()
    said_or_refused(
        request,
        lambda: write_back(
            write_off=write_off, why=request.POST.get("why", "")[:200], amount_pence=form.cleaned_data.get("amount"),
            **deed(request),
        ),
        lambda made: f"Written back: {pounds(made.pence)} of {made.invoice} is owed in our books again.",
    )  # fmt: skip
    return redirect("write_off", write_off)
