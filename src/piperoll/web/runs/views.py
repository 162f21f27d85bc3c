"""Runs: who did what in sets, when, to which totals; what could not be taken; and the seal that proves it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from piperoll.billing.raise_invoices import rejected_csv
from piperoll.runs import queries
from piperoll.web.components.html import element
from piperoll.web.components.links import Link, Tabs, breadcrumbs
from piperoll.web.components.status import Heading, Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import count, day, moment
from piperoll.web.doors import PageRequest, page
from piperoll.web.names import name_of, names_of
from piperoll.web.paging import address_with, page_number, pages
from piperoll.web.runs.wording import STATES, order_of, summary_words, total_value, total_words, verb_words

FROM_A_TABLE = {"raise_invoices", "import_fees", "preview_invoices", "issue_previewed", "import_care"}
"""Verbs whose rejected lines go back as a CSV to correct and send again."""
BATCHES, EVERYTHING = "Runs", "Single deeds too"
RESUMES = {
    "raise_invoices": "Upload the same file again and it goes on where it stopped, with the same invoice numbers.",
    "import_statement": "Upload the same file again and it goes on where it stopped.",
    "import_remittance": "Take the same list in again and it goes on where it stopped.",
    "allocate_receipts": "Choose Allocate now under Money in and it goes on where it stopped.",
}


@page(permission="see_runs", section="Reports")
@require_GET
def runs(request: PageRequest) -> HttpResponse:
    """The newest runs."""
    everything = request.GET.get("show") == "everything"
    found, more = queries.recent(
        batches=not everything, page=page_number(request), may=request.actor.may
    )  # fmt: skip
    names = names_of(row.by_username for row in found)
    columns = [Column("Run"), Column("What"), Column("State"), Column("Started", "day"), Column("By"), Column("Result")]
    links = [
        Link(BATCHES, address_with(request, show="", page="")),
        Link(EVERYTHING, address_with(request, show="everything", page="")),
    ]
    pieces = {
        "tabs": Tabs("Runs shown", links, EVERYTHING if everything else BATCHES),
        "runs": Table(
            "Runs", columns, [_row(row, names) for row in found], empty="Nothing has run yet.", caption_hidden=True
        ),
        "pages": pages(request, more=more),
        "trail": breadcrumbs(Link("Reports", reverse("reports"))),
    }
    return render(request, "runs/runs.html", pieces)


@page(permission="see_runs", section="Reports")
@require_GET
def run(request: PageRequest, run_id: int) -> HttpResponse:
    """One run with its totals, its rejections and its seal."""
    shown = queries.one(run_id, may=request.actor.may)
    if shown is None:
        raise Http404
    rejections, more = queries.rejections(run_id, page=page_number(request)) if shown.rejections else ([], False)
    pieces = {
        "shown": shown,
        "trail": breadcrumbs(Link("Reports", reverse("reports")), Link("Runs", reverse("runs"))),
        "heading": _heading(shown),
        "facts": _facts(shown),
        "totals": _totals(shown.totals),
        "control": _control(shown),
        "rejections": _rejections(rejections),
        "pages": pages(request, more=more),
        "resume": RESUMES.get(shown.verb, "") if shown.state in ("working", "failed") else "",
        "can_download": shown.verb in FROM_A_TABLE and shown.rejections,
    }
    return render(request, "runs/run.html", pieces)


@page(permission="see_runs", section="Reports")
@require_GET
def rejected(request: PageRequest, run_id: int) -> HttpResponse:
    """The lines a billing run could not take, to correct and send again."""
    shown = queries.one(run_id, may=request.actor.may)
    if shown is None or shown.verb not in FROM_A_TABLE or not shown.rejections:
        raise Http404
    answer = HttpResponse(rejected_csv(run_id), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="rejected-run-{run_id}.csv"'
    return answer


def _row(row: Any, names: dict[str, str]) -> list[object]:
    link = Link(str(row.id), reverse("run", args=[row.id]))
    what = Noted(verb_words(row.verb), row.content_name) if row.content_name else verb_words(row.verb)
    return [link, what, STATES[row.state], row.started_at, names[row.by_username], summary_words(row.verb, row.totals)]


def _heading(shown: Any) -> Heading:
    sealed = Tag("Sealed", "green") if shown.seal else Tag("Not sealed yet", "yellow")
    tags = (STATES[shown.state], *([sealed] if shown.state in ("done", "nothing") else []))
    return Heading(verb_words(shown.verb), f"Run {shown.id}", tags=tags)


def _facts(shown: Any) -> Summary:
    facts = [
        Fact("By", name_of(shown.by_username)),
        Fact("Started", moment(shown.started_at)),
        Fact("Ended", moment(shown.ended_at) if shown.ended_at else "Not yet"),
        Fact("Counts from", day(shown.effective_on)),
    ]
    if shown.content_name:
        facts += [Fact("File", shown.content_name), Fact("SHA-256 of the file", _hex(shown.content_hex))]
    if shown.seal:
        facts += [
            Fact("Seal", f"number {shown.seal}, over {count(shown.row_count, 'row')}"),
            Fact("Seal to write down", _hex(shown.chain)),
        ]
    return Summary(facts, title="About this run")


def _hex(text: str) -> object:
    return element("span", text, class_="app-hex")


def _totals(totals: dict[str, Any]) -> Summary | str:
    hidden = {"lines_in", "net_pence_in", "lines_billed", "net_pence_billed", "lines_rejected", "net_pence_rejected"}
    facts = [
        Fact(total_words(name), total_value(name, value))
        for name, value in sorted(totals.items(), key=order_of)
        if name not in hidden and value is not None
    ]
    return Summary(facts, title="Totals") if facts else ""


def _control(shown: Any) -> Table | str:
    """Charges in = billed + rejected, by count and by value."""
    totals = shown.totals
    if "lines_in" not in totals:
        return ""
    rows = [
        [name, totals[f"lines_{key}"], totals[f"net_pence_{key}"]]
        for name, key in (("In the file", "in"), ("Billed", "billed"), ("Rejected", "rejected"))
    ]
    left = [totals["lines_in"] - totals["lines_billed"] - totals["lines_rejected"],
            totals["net_pence_in"] - totals["net_pence_billed"] - totals["net_pence_rejected"]]  # fmt: skip
    columns = [Column("Charges"), Column("Lines", "count"), Column("Net of VAT", "money")]
    return Table("Control totals", columns, rows, foot=["Difference", *left])


def _rejections(rows: list[Any]) -> Table:
    columns = [Column("Line"), Column("Field"), Column("Held"), Column("Why")]
    return Table(
        "Rejected lines",
        columns,
        ([row.line, row.field, row.value, row.reason] for row in rows),
        empty="Nothing was rejected.",
    )
