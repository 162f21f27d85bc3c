"""Batches of letters: what was prepared, what went, and preparing and dispatching more."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from piperoll.customers.queries import by_reference
from piperoll.dispatch import finding, post_room
from piperoll.dispatch.deeds import STATES_IN_WORDS
from piperoll.dispatch.dispatch_letters import Dispatched, dispatch_letters
from piperoll.dispatch.models import PrintFile
from piperoll.dispatch.prepare_letters import prepare_letters
from piperoll.foundations.refusals import Refused
from piperoll.runs.queries import one as run_numbered
from piperoll.safeguards.seeing import NOT_NAMED, every_restricted, look
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Heading, Tag
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import count, moment
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.letters.forms import PrepareForm, typed
from piperoll.web.letters.tabs import tabs
from piperoll.web.letters.wording import CHANNELS, documents_table, plural_of
from piperoll.web.paging import address_with, page_number, pages
from piperoll.web.record.seeing import masked

A_PAGE = 50
PREPARED_BY = {"prepare_letters": "", "notify_collections": "", "send_letter": "letter", "send_text": "text"}
"""The verbs whose runs are batches, and the kind of what each writes; those that prepare say it in their totals."""


@page(permission="see_letters", section="Letters")
@require_http_methods(["GET", "POST"])
def batches(request: PageRequest) -> HttpResponse:
    """Every batch with what became of it, and the form that prepares another."""
    may = "prepare_letters" in request.actor.may
    form = PrepareForm(request.POST or None, initial={"dated": typed(timezone.localdate())})
    if request.method == "POST" and may and form.is_valid():
        try:
            made = prepare_letters(**form.cleaned_data, **deed(request))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return done(request, f"{count(made.documents, 'document')} prepared.", "letter_batch", made.run)
    found = finding.batches(most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE)
    pieces = {
        "tabs": tabs("batches"),
        "form": form if may else None,
        "may_dispatch": "dispatch_letters" in request.actor.may,
        "waiting": any(one.waiting for one in found),
        "table": _batches(found[:A_PAGE]),
        "pages": pages(request, more=len(found) > A_PAGE),
        "print_files": _print_files(finding.print_files(most=10)),
    }
    return render(request, "letters/batches.html", pieces)


@page(permission="see_letters", section="Letters")
@require_GET
def batch(request: PageRequest, run: int) -> HttpResponse:
    """One batch: by channel and state, and its documents."""
    shown = run_numbered(run)
    if shown is None or shown.verb not in PREPARED_BY:
        raise Http404
    state = request.GET.get("state", "")
    state = state if state in STATES_IN_WORDS else ""
    found = finding.documents_of(batch=run, state=state, most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE)
    totals = finding.totals_of(run)
    waits = any(row.state == "prepared" for row in totals)
    pieces = {
        "run": run,
        "heading": Heading(f"{_kinds(shown)} prepared by run {run}", moment(shown.started_at)),
        "trail": breadcrumbs(Link("Letters", reverse("letter_batches"))),
        "totals": _totals(totals, request),
        "sources": None if PREPARED_BY[shown.verb] else shown.totals,
        "state": STATES_IN_WORDS.get(state, ""),
        "table": documents_table(
            masked(request, found[:A_PAGE], customer=NOT_NAMED, recipient="", why=""),
            may=request.actor.may,
            caption="Documents",
            empty="No document is like that.",
        ),
        "pages": pages(request, more=len(found) > A_PAGE),
        "may_dispatch": waits and "dispatch_letters" in request.actor.may,
    }
    return render(request, "letters/batch.html", pieces)


@page(permission="dispatch_letters", section="Letters")
@require_POST
def dispatch(request: PageRequest) -> HttpResponse:
    """Send what waits: of one batch, or of all."""
    run = request.POST.get("batch", "")
    only = int(run) if run.isascii() and run.isdigit() else None
    said_or_refused(request, lambda: dispatch_letters(batch=only, **deed(request)), _said)
    return redirect("letter_batch", only) if only else redirect("letter_batches")


@page(permission="see_letters", section="Letters")
@require_GET
def print_file(request: PageRequest, name: str) -> HttpResponseBase:
    """A print file, or its manifest: the very file for the print unit.

    One with a letter of a restricted record is for those with leave to see it, and that they open it is written down.
    """
    stem, _, kind = name.rpartition(".")
    file = post_room.folder("print") / name
    if kind not in ("pdf", "csv") or not PrintFile.objects.filter(name=stem).exists() or not file.exists():
        raise Http404
    _look_at_restricted(request, post_room.folder("print") / f"{stem}.csv")
    media = {"pdf": "application/pdf", "csv": "text/csv"}[kind]
    return FileResponse(file.open("rb"), content_type=media, filename=name, as_attachment=True)


def _look_at_restricted(request: PageRequest, manifest: Path) -> None:
    """Raises RecordRestricted."""
    listed = manifest.read_text(encoding="utf-8-sig") if manifest.exists() else ""
    for reference in sorted(every_restricted(on=timezone.localdate())):
        if reference in listed:
            look(by_reference(reference), place=request.path, **deed(request))


def _kinds(shown: Any) -> str:
    return plural_of(PREPARED_BY[shown.verb] or shown.totals["kind"])


def _said(sent: Dispatched) -> str:
    told = [
        f"{sent.posted:,} by post", f"{sent.emailed:,} by email",
        *([f"{sent.texted:,} by text"] if sent.texted else []), f"{sent.pulled:,} pulled",
        *([f"{sent.bounced:,} bounced"] if sent.bounced else []),
        *([f"{sent.in_doubt:,} in doubt"] if sent.in_doubt else []),
    ]  # fmt: skip
    return f"Run {sent.run}: {', '.join(told)}. {sent.emails_wait} {sent.letters_wait} {sent.texts_wait}".strip()


def _batches(found: list[Any]) -> Table:
    columns = [
        Column("Batch"), Column("Prepared"), Column("Documents", "count"), Column("Value", "money"), Column("State"),
    ]  # fmt: skip
    rows = [
        [
            Link(f"{plural_of(row.kind)}, run {row.id}", reverse("letter_batch", args=[row.id])),
            Noted(moment(row.started_at), row.by_name), row.documents, row.sources_pence,
            Noted(_state(row), _held(row)),
        ]
        for row in found
    ]  # fmt: skip
    return Table("Batches", columns, rows, empty="Nothing has been prepared yet.", caption_hidden=True)


def _state(row: Any) -> Tag:
    if row.in_doubt:
        return Tag(f"{row.in_doubt:,} in doubt", "red")
    return Tag(f"{row.waiting:,} waiting", "blue") if row.waiting else Tag("Dispatched", "green")


def _held(row: Any) -> str:
    return f"{row.sent:,} sent, {row.pulled:,} pulled"


def _totals(rows: list[Any], request: PageRequest) -> Table:
    """Channels down, states across; each figure leads to its documents."""
    states = [state for state in STATES_IN_WORDS if any(row.state == state for row in rows)]
    counted: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        counted[row.channel][row.state] = row.documents
    columns = [
        Column("By"),
        *(Column(STATES_IN_WORDS[state].capitalize(), "count") for state in states),
        Column("All", "count"),
    ]
    listed = [
        [CHANNELS[channel], *(counted[channel].get(state, 0) for state in states), sum(counted[channel].values())]
        for channel in CHANNELS
        if channel in counted
    ]
    sums = [sum(counted[channel].get(state, 0) for channel in counted) for state in states]
    links = [
        Link(f"{total:,}", address_with(request, state=state, page=""), STATES_IN_WORDS[state])
        for state, total in zip(states, sums, strict=True)
    ]
    return Table("By channel and state", columns, listed, foot=["All", *links, sum(sums)])


def _print_files(rows: list[Any]) -> Table:
    columns = [
        Column("Print file"),
        Column("Made"),
        Column("Letters", "count"),
        Column("Pages", "count"),
        Column("Manifest"),
    ]
    listed = [
        [
            Link(row.name, reverse("print_file", args=[f"{row.name}.pdf"])), moment(row.made_at), row.documents,
            row.pages, Link("CSV", reverse("print_file", args=[f"{row.name}.csv"]), f"manifest of {row.name}"),
        ]
        for row in rows
    ]  # fmt: skip
    return Table("Print files, the newest first", columns, listed, empty="No letter has gone by post yet.")
