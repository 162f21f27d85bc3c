"""What came in by method of payment and by whose it is now, down to the receipts."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from piperoll.foundations.refusals import Refused
from piperoll.reporting.methods_of_payment import MOST_RECEIPTS, Cell, MethodsOfPayment, methods_of_payment, receipts
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.table import Column, Table
from piperoll.web.components.wording import day
from piperoll.web.doors import PageRequest, page
from piperoll.web.reports.vat import PeriodForm


@page(permission="see_reports", section="Reports")
@require_GET
def methods(request: PageRequest) -> HttpResponse:
    """A day's figures (today's unless asked), or those between two days; with a method and an owner, its receipts."""
    today = timezone.localdate()
    asked = {name: request.GET.get(name, "") for name in ("since", "until")}
    form = PeriodForm(asked if any(asked.values()) else {"since": day(today), "until": day(today)})
    pieces: dict[str, object] = {"trail": breadcrumbs(Link("Reports", reverse("reports")))}
    if form.is_valid():
        since, until = form.cleaned_data["since"], form.cleaned_data["until"]
        try:
            pieces["table"] = _table(methods_of_payment(since=since, until=until))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            method, owner = request.GET.get("method", ""), request.GET.get("owner", "")
            pieces["drilled"] = _receipts(since, until, method, owner) if method and owner else ""
    return render(request, "reports/methods.html", pieces | {"form": form})


def _table(told: MethodsOfPayment) -> Table:
    columns = [Column("Paid by"), Column("Whose it is now"), Column("Receipts", "count"), Column("Sum", "money")]
    rows = [[cell.method, _owner(cell, told), cell.receipts, cell.pence] for cell in told.cells]
    foot = ["All", "", sum(cell.receipts for cell in told.cells), told.pence]
    return Table(
        f"Came in, {day(told.since)} to {day(told.until)}", columns, rows, foot=foot if rows else (),
        empty="Nothing came in.",
    )  # fmt: skip


def _owner(cell: Cell, told: MethodsOfPayment) -> object:
    if cell.method == "Direct Debit":
        return cell.owner
    where = {"since": told.since, "until": told.until, "method": cell.method, "owner": cell.owner}
    return Link(cell.owner, f"{reverse('methods_of_payment')}?{urlencode(where)}#receipts", f"by {cell.method}")


def _receipts(since: date, until: date, method: str, owner: str) -> Table:
    found = receipts(since=since, until=until, method=method, owner=owner)
    columns = [Column("Receipt"), Column("Received", "day"), Column("Of it", "money"), Column("Whole", "money")]
    rows = [
        [Link(row.reference, reverse("receipt", args=[row.id])), row.received_on, row.pence, row.amount_pence]
        for row in found
    ]
    most = f" (the newest {MOST_RECEIPTS})" if len(found) == MOST_RECEIPTS else ""
    return Table(f"{method}, {owner.lower()}{most}", columns, rows, empty="No receipt is of these.")
