"""Remittances: what payers say their payments are made of, taken in, and what became of each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.receipting import remittances as kept
from piperoll.receipting.import_remittance import RemittanceTaken, import_remittance
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading, Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import count, day, moment
from piperoll.web.deeds import deed, on_disk
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.money_in.remittance_forms import RemittanceForm
from piperoll.web.money_in.tabs import tabs
from piperoll.web.names import name_of
from piperoll.web.record.seeing import not_named

ERASED = "Name erased"


@page(permission="see_receipts", section="Money in")
@require_GET
def remittances(request: PageRequest) -> HttpResponse:
    """Every remittance, those that wait for their money first."""
    found = kept.all_of_them(hidden=not_named(request))
    columns = [
        Column("From"), Column("Paid on", "day"), Column("Lines", "count"), Column("Total", "money"),
        Column("What became of it"),
    ]  # fmt: skip
    table = Table(
        "Remittances", columns, map(_row, found), empty="No remittance was taken in yet.",
        caption_hidden=True,
    )  # fmt: skip
    return render(request, "money_in/remittances.html", {"table": table, "tabs": tabs(request, "remittances")})


@page(permission="see_receipts", section="Money in")
@require_GET
def remittance(request: PageRequest, remittance_id: int) -> HttpResponse:
    """One remittance: its lines, its file and the receipt it placed."""
    hidden = not_named(request)
    shown = kept.remittance(remittance_id, hidden=hidden)
    if shown is None:
        raise Http404
    lines = kept.lines_of(remittance_id, hidden=hidden)
    columns = [Column("Our reference"), Column("Name beside it"), Column("Amount", "money")]
    rows = [[reference or "None given", name, pence] for reference, name, pence in lines]
    pieces = {
        "trail": breadcrumbs(Link("Money in", reverse("statements")), Link("Remittances", reverse("remittances"))),
        "heading": Heading(
            f"Remittance {shown.reference}", shown.payer_name or ERASED, Figure(pounds(shown.total_pence), "in all"),
            (_tag(shown),),
        ),
        "facts": _facts(shown),
        "lines": Table("Lines", columns, rows, foot=["Total", "", shown.total_pence]),
    }  # fmt: skip
    return render(request, "money_in/remittance.html", pieces)


@page(permission="import_remittance", section="Money in")
@require_http_methods(["GET", "POST"])
def upload_remittance(request: PageRequest) -> HttpResponse:
    """Take a remittance in, or say why not."""
    form = RemittanceForm(request.POST or None, request.FILES or None, use_required_attribute=False)
    if request.method == "POST" and form.is_valid():
        try:
            made = _taken(request, form.cleaned_data)
        except Refused as refusal:
            if refusal.exit_code == 0:
                return done(request, refusal.sentence, "run", refusal.facts["run"])
            form.add_error("file", refusal.sentence)
        else:
            instead = " It stands in for the one before." if made.replaces else ""
            said = f"{count(made.lines, 'line')} taken in, {pounds(made.pence)}.{instead}"
            return done(request, said, "remittance", made.remittance)
    trail = breadcrumbs(Link("Money in", reverse("statements")), Link("Remittances", reverse("remittances")))
    return render(request, "money_in/upload_remittance.html", {"form": form, "trail": trail})


def _taken(request: PageRequest, told: dict[str, Any]) -> RemittanceTaken:
    with on_disk(told["file"]) as path:
        return import_remittance(
            file=path, name=told["file"].name, payer=told["payer"], reference=told["reference"],
            paid_on=told["paid_on"], total_pence=told["total"], profile=told.get("profile", ""), **deed(request),
        )  # fmt: skip


def _row(row: Any) -> list[object]:
    named = Link(row.payer_name or ERASED, reverse("remittance", args=[row.id]))
    return [Noted(named, row.reference), row.paid_on, row.line_count, row.total_pence, _became(row)]


def _became(row: Any) -> object:
    if row.receipt_id and not row.waits:
        return Link(f"Placed {row.receipt}", reverse("receipt", args=[row.receipt_id]))
    return _tag(row)


def _tag(row: Any) -> Tag:
    if not row.waits:
        return Tag("Replaced", "grey") if row.replaced_by else Tag("Used", "green")
    late = timezone.localdate() > row.paid_on + timedelta(days=kept.DAYS)
    return Tag("Money is late", "red") if late else Tag("Waits for its money", "yellow")


def _facts(shown: Any) -> Summary:
    facts = [
        Fact("Paid on", day(shown.paid_on)),
        Fact("File", Link(shown.content_name, reverse("run", args=[shown.run_id]))),
        Fact("Taken in by", f"{name_of(shown.by_username)}, {moment(shown.started_at)}"),
    ]
    if shown.receipt_id:
        facts.append(Fact("Receipt it placed", Link(shown.receipt, reverse("receipt", args=[shown.receipt_id]))))
    for words, key in (("Replaced by", shown.replaced_by), ("Replaces", shown.replaces_id)):
        if key:
            facts.append(Fact(words, Link(f"Remittance {key}", reverse("remittance", args=[key]))))
    return Summary(facts, title="About it")
