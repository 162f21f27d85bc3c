"""Silences: who should have heard from us and did not, the longest first, and who must look."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from piperoll.reporting.silences import KINDS, Silence, silences
from piperoll.web.addresses import customer_address
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import count
from piperoll.web.doors import PageRequest, page
from piperoll.web.record.seeing import masked

A_PAGE = 200


@page(permission="see_reports", section="Reports")
@require_GET
def silent(request: PageRequest) -> HttpResponse:
    """Every silence, with whoever owns it."""
    today = timezone.localdate()
    found = silences(on=today)
    columns = [Column("Customer"), Column("Silent since", "day"), Column("What"), Column("Why"), Column("Owner")]
    shown = map(_row, masked(request, found[:A_PAGE], reference="customer_ref"))
    empty = "Nobody who should have heard from us is left without a bill."
    table = Table("Silences", columns, shown, caption_hidden=True, empty=empty)
    figure = Figure(f"{len(found):,}", "to look at")
    pieces = {
        "heading": Heading("Silences", "Due and not billed, billed and reached nobody, or came back", figure),
        "table": table,
        "more": count(len(found) - A_PAGE, "silence") if len(found) > A_PAGE else "",
        "trail": breadcrumbs(Link("Reports", "/reports/")),
    }
    return render(request, "reports/silences.html", pieces)


def _row(one: Silence) -> list[object]:
    whom = Noted(Link(one.customer, customer_address(one.customer_ref)), one.customer_ref)
    owner = Noted(one.owner, one.email) if one.email else one.owner
    return [whom, one.since, Noted(KINDS[one.kind], one.what), one.why, owner]
