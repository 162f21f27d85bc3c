"""Debts that services let go stale: asking that one be charged back, and the register of those that were."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.disputes import queries
from piperoll.disputes.finding import dispute_numbered
from piperoll.disputes.request_charge_back import request_charge_back, stale
from piperoll.disputes.rules import reference_of
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.seeing import NOT_NAMED, look
from piperoll.web.bacs.forms import WordsForm
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Heading
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed
from piperoll.web.disputes.wording import SECTION
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.paging import page_number, pages
from piperoll.web.record.seeing import masked

A_PAGE = 50


@page(permission="request_charge_back", section=SECTION)
@require_http_methods(["GET", "POST"])
def ask(request: PageRequest, number: int) -> HttpResponse:
    """Ask that one be charged back; somebody else decides."""
    found = dispute_numbered(number, request.actor)
    look(found.customer, place=request.path, **deed(request))
    form = WordsForm(request.POST or None, label="Why the service is to bear it")
    if form.is_valid():
        try:
            made = request_charge_back(dispute=number, why=form.cleaned_data["words"], **deed(request))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            said = f"Request {made.request}: {pounds(made.pence)} for {made.service} to bear. Somebody else decides."
            return done(request, said, "dispute", number)
    would = stale(found)
    facts = [
        Fact("Comes off", pounds(would.pence)), Fact("Who bears it", would.service),
        Fact("Its head was written to", day(would.head_told_on) if would.head_told_on else "Not yet"),
    ]  # fmt: skip
    pieces = {
        "form": form,
        "facts": Summary(facts),
        "heading": Heading(f"Charge {reference_of(number)} back", f"Invoice {found.invoice.number}"),
        "trail": breadcrumbs(
            Link("Disputes", reverse("disputes")), Link(reference_of(number), reverse("dispute", args=[number]))
        ),
    }
    return render(request, "disputes/charge_back.html", pieces)


@page(permission="see_disputes", section=SECTION)
@require_GET
def register(request: PageRequest) -> HttpResponse:
    """What each service bears, and every debt it is made of."""
    found = queries.charge_backs(
        request.actor, since=None, until=timezone.localdate(), most=A_PAGE + 1,
        after=(page_number(request) - 1) * A_PAGE,
    )  # fmt: skip
    shown = masked(request, found[:A_PAGE], reference="reference", name=NOT_NAMED, invoice="", why="")
    pieces = {
        "trail": breadcrumbs(Link("Disputes", reverse("disputes"))),
        "services": _services(queries.charged_back(request.actor, since=None, until=timezone.localdate())),
        "table": _table(shown, linked=request.actor.services is None),
        "pages": pages(request, more=len(found) > A_PAGE),
    }
    return render(request, "disputes/charge_backs.html", pieces)


def _services(rows: list[Any]) -> Table:
    columns = [Column("Service"), Column("Debts", "count"), Column("It bears", "money")]
    return Table(
        "What each service bears", columns, [[row.service, row.many, row.pence] for row in rows], empty="Nothing yet."
    )


def _table(rows: list[Any], *, linked: bool) -> Table:
    """The register; people of a service have no link, since a dispute may have been with another."""
    columns = [
        Column("Day", "day"), Column("Dispute"), Column("Whose"), Column("Service"), Column("Why"),
        Column("Credit note"), Column("Asked and decided"), Column("Borne", "money"),
    ]  # fmt: skip
    lines = [
        [
            row.charged_on,
            reference_of(row.dispute_id) if row.name == NOT_NAMED or not linked
            else Link(reference_of(row.dispute_id), reverse("dispute", args=[row.dispute_id])),
            Noted(row.name, row.invoice), row.service, row.why, row.credit_note,
            Noted(row.asked_by, f"decided by {row.decided_by}"), row.pence,
        ]
        for row in rows
    ]  # fmt: skip
    return Table("Charged back", columns, lines, empty="None was charged back.")
