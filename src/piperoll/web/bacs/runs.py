"""Collection runs: choosing, the verification report, release by somebody else, the file."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from piperoll.bacs import keeping, queries
from piperoll.bacs.collect import collect
from piperoll.bacs.discard_collection import discard_collection
from piperoll.bacs.lodge_mandates import Lodged, lodge_mandates
from piperoll.bacs.models import BacsFile
from piperoll.bacs.release_collection import release_collection
from piperoll.bacs.rules import CODES, EXCLUSIONS, contra_words
from piperoll.bacs.withdraw_collection import withdraw_collection
from piperoll.bacs.write_bacs_file import write_bacs_file
from piperoll.direct_debit.models import Lodgement
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.seeing import NOT_NAMED
from piperoll.web.addresses import customer_address
from piperoll.web.bacs.forms import CollectForm, WordsForm
from piperoll.web.bacs.wording import ENDS, SECTION, is_too_late, mandate_of, run_tag, tabs
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Figures, Heading
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import count, day, moment
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.paging import page_number, pages
from piperoll.web.record.seeing import masked

A_PAGE = 50
MOST_EXCLUSIONS = 200


@page(permission="see_mandates", section=SECTION)
@require_http_methods(["GET", "POST"])
def collection_runs(request: PageRequest) -> HttpResponse:
    """Every run and where it stands, and choosing another."""
    may, today = "collect" in request.actor.may, timezone.localdate()
    form = CollectForm(request.POST or None, use_required_attribute=False)
    if request.method == "POST" and may and form.is_valid():
        try:
            made = collect(collect_on=form.cleaned_data["collect_on"], **deed(request))
        except Refused as refusal:
            form.add_error("collect_on", refusal.sentence)
        else:
            if made.collection_run is None:
                messages.info(request, f"Nothing is to be collected on {day(made.collect_on)}.")
                return redirect("collection_runs")
            return done(
                request, f"{count(made.collections, 'collection')} chosen.", "collection_run", made.collection_run
            )
    found = queries.runs(most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE)
    pieces = {
        "tabs": tabs("collections"),
        "form": form if may else None,
        "waiting": _waiting() if "lodge_mandates" in request.actor.may else 0,
        "missing": queries.missing_reports(today),
        "implied": queries.implied_reports(today),
        "table": _runs(found[:A_PAGE], today),
        "pages": pages(request, more=len(found) > A_PAGE),
    }
    return render(request, "bacs/runs.html", pieces)


def _waiting() -> int:
    """Instructions that wait for a file of ours."""
    return Lodgement.objects.filter(end=None, mandate__provider="bacs").count()


def _runs(rows: list[Any], today: date) -> Table:
    columns = [
        Column("Collected on", "text"), Column("Stands"), Column("Collections", "count"), Column("Amount", "money"),
        Column("Left out", "count"), Column("Came back", "money"),
    ]  # fmt: skip
    shown = (
        [
            Noted(Link(day(row.collect_on), reverse("collection_run", args=[row.id])), f"run {row.id}"),
            run_tag(row, today), row.chosen - row.dropped, row.pence - row.dropped_pence, row.excluded,
            row.back_pence or "",
        ]
        for row in rows
    )  # fmt: skip
    return Table("Collection runs", columns, shown, empty="Nothing has been collected yet.", caption_hidden=True)


@page(permission="see_mandates", section=SECTION)
@require_GET
def collection_run(request: PageRequest, number: int) -> HttpResponse:
    """The verification report of one run: what it takes, what changed since last time, what it leaves out and why."""
    shown = _found(number)
    found = queries.collections(number, most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE)
    left_out = queries.exclusions(number, most=MOST_EXCLUSIONS)
    is_mine, today = shown.chosen_by_id == request.actor.user_id, timezone.localdate()
    may, late = request.actor.may, is_too_late(shown, today)
    pieces = {
        "number": number,
        "trail": breadcrumbs(Link("Collections", reverse("collection_runs"))),
        "heading": Heading(
            f"Collect on {day(shown.collect_on)}", f"Collection run {number}",
            Figure(pounds(shown.pence - shown.dropped_pence), count(shown.chosen - shown.dropped, "collection")),
            (run_tag(shown, today),),
        ),
        "facts": _facts(shown),
        "changes": _changes(queries.changes(number)),
        "may_release": shown.what is None and "release_collection" in may and not is_mine,
        "own": shown.what is None and is_mine,
        "discard": WordsForm(label="Why it should not go", auto_id="discard_%s")
        if shown.what is None and "discard_collection" in may
        else None,
        "withdraw": WordsForm(label="Why it is withdrawn", auto_id="withdraw_%s")
        if _may_be_withdrawn(shown) and "withdraw_collection" in may
        else None,
        "never_filed": day(shown.input_by) if late else "",
        "may_write": shown.what == "released" and not shown.serial and shown.for_bacs and not late
        and "write_bacs_file" in may,
        "may_download": bool(shown.serial) and "write_bacs_file" in may,
        "serial": shown.serial,
        "table": _collections(masked(request, found[:A_PAGE], reference="customer", name=NOT_NAMED)),
        "pages": pages(request, more=len(found) > A_PAGE),
        "exclusions": _exclusions(masked(request, left_out, reference="customer", name=NOT_NAMED), shown.excluded),
    }  # fmt: skip
    return render(request, "bacs/run.html", pieces)


def _may_be_withdrawn(shown: Any) -> bool:
    """Released, and Bacs has not processed it: a file in time, or no file at all."""
    return shown.what == "released" and (not shown.serial or timezone.localdate() <= shown.processing_on)


def _found(number: int) -> Any:
    try:
        return queries.run(number)
    except Refused:
        raise Http404 from None


def _facts(shown: Any) -> Summary:
    facts = [
        Fact("Chosen", f"{moment(shown.chosen_at)} by {shown.chosen_by}"),
        Fact("File due in by", day(shown.input_by)),
        Fact("Processed by Bacs", day(shown.processing_on)),
        Fact("Money moves", day(shown.collect_on)),
        Fact("On our statement as", contra_words(shown.id)),
    ]
    if shown.what:
        decided = f"{moment(shown.decided_at)} by {shown.decided_by}"
        facts.append(Fact(shown.what.capitalize(), decided + (f": {shown.reason}" if shown.reason else "")))
    if shown.what == "released":
        last = queries.provisional_until(shown.collect_on, on=timezone.localdate())
        facts.append(Fact("May come back until", day(last)))
    if shown.dropped:
        facts.append(Fact("Dropped at release", f"{shown.dropped:,}, {pounds(shown.dropped_pence)}"))
    if shown.back:
        facts.append(Fact("Came back", f"{shown.back:,}, {pounds(shown.back_pence)}"))
    return Summary(facts, "This run")


def _changes(row: Any) -> Figures:
    return Figures(
        (
            Figure(f"{row.new:,}", f"new payers, {pounds(row.new_pence)}"),
            Figure(f"{row.changed:,}", f"other sums than last time, {pounds(row.changed_pence)} in all"),
            Figure(f"{row.gone:,}", f"collected in the month before and not now, {pounds(row.gone_pence)}"),
        )
    )


def _collections(rows: list[Any]) -> Table:
    columns = [
        Column("Customer"),
        Column("Mandate"),
        Column("What"),
        Column("Last time", "text"),
        Column("Amount", "money"),
        Column("Ended"),
    ]
    return Table("Collections", columns, map(_collection, rows), empty="Nothing is chosen.", caption_hidden=True)


def _collection(row: Any) -> Row:
    hidden = row.name == NOT_NAMED
    who = NOT_NAMED if hidden else Link(row.name, customer_address(row.customer))
    before = f"{pounds(row.before_pence)} on {day(row.before_on)}" if row.before_pence else "First time"
    changed = row.before_pence and row.before_pence != row.amount_pence
    return Row(
        [
            Noted(who, f"DD-{row.id}"),
            Noted(mandate_of(row), f"••••{row.last_four}"),
            CODES[row.code],
            Noted(before, "a different sum") if changed else before,
            row.amount_pence,
            Noted(ENDS[row.what], row.reason) if row.what else "",
        ],
        quiet=row.what in ("dropped", "discarded"),
    )


def _exclusions(rows: list[Any], many: int) -> Table | str:
    if not many:
        return ""
    columns = [Column("Customer"), Column("Mandate"), Column("Amount", "money"), Column("Why")]
    shown = (
        [
            row.name if row.name == NOT_NAMED else Link(row.name, customer_address(row.customer)),
            mandate_of(row),
            row.amount_pence,
            EXCLUSIONS[row.why] if row.name == NOT_NAMED else Noted(EXCLUSIONS[row.why], row.reason),
        ]
        for row in rows
    )
    more = f" (the first {len(rows):,} of {many:,})" if many > len(rows) else ""
    return Table(f"Left out{more}", columns, shown)


@page(permission="release_collection", section=SECTION)
@require_POST
def release(request: PageRequest, number: int) -> HttpResponse:
    """Let the run go."""
    said_or_refused(
        request,
        lambda: release_collection(collection_run=number, **deed(request)),
        lambda made: f"Released: {count(made.collections, 'collection')}, {pounds(made.pence)}. Now write its file.",
    )
    return redirect("collection_run", number)


@page(permission="discard_collection", section=SECTION)
@require_POST
def discard(request: PageRequest, number: int) -> HttpResponse:
    """Give the run up."""
    form = WordsForm(request.POST, label="Why it should not go")
    if not form.is_valid():
        messages.error(request, "Nothing was changed. Say why it should not go.")
        return redirect("collection_run", number)
    said_or_refused(
        request,
        lambda: discard_collection(collection_run=number, reason=form.cleaned_data["words"], **deed(request)),
        lambda made: f"Given up: {count(made.collections, 'collection')} may be chosen again.",
    )
    return redirect("collection_run", number)


@page(permission="withdraw_collection", section=SECTION)
@require_POST
def withdraw(request: PageRequest, number: int) -> HttpResponse:
    """Take a released run back."""
    form = WordsForm(request.POST, label="Why it is withdrawn")
    if not form.is_valid():
        messages.error(request, "Nothing was changed. Say why it is withdrawn.")
        return redirect("collection_run", number)
    said_or_refused(
        request,
        lambda: withdraw_collection(collection_run=number, reason=form.cleaned_data["words"], **deed(request)),
        lambda made: (
            f"Withdrawn: {pounds(made.pence)} is owed again."
            + (f" {pounds(made.elsewhere_pence)} goes through GoCardless and stands." if made.elsewhere_pence else "")
        ),
    )
    return redirect("collection_run", number)


@page(permission="write_bacs_file", section=SECTION)
@require_POST
def write(request: PageRequest, number: int) -> HttpResponse:
    """Make the run's file."""
    format = "csv" if request.POST.get("format") == "csv" else "standard18"
    said_or_refused(
        request,
        lambda: write_bacs_file(collection_runs=[number], format=format, **deed(request)),
        lambda made: f"File {made.serial} is made: {count(made.records, 'collection')}, {pounds(made.debit_pence)}.",
    )
    return redirect("collection_run", number)


@page(permission="lodge_mandates", section=SECTION)
@require_POST
def lodge(request: PageRequest) -> HttpResponse:
    """Lodge the instructions that wait, and hand over their file."""
    made = said_or_refused(request, lambda: lodge_mandates(**deed(request)), _lodged)
    return redirect("bacs_file", made.serial) if made and "download" in request.POST else redirect("collection_runs")


def _lodged(made: Lodged) -> str:
    return (
        f"File {made.serial} lodges {count(made.instructions, 'instruction')}; the new ones may be collected from "
        f"{day(made.may_collect_from)} on."
    )


@page(permission="write_bacs_file", section=SECTION)
@require_GET
def download(request: PageRequest, serial: str) -> HttpResponseBase:
    """A file as it was made, to be handed to Bacs."""
    file = BacsFile.objects.filter(serial=serial).first()
    if file is None:
        raise Http404
    response = StreamingHttpResponse(keeping.content(file), content_type="text/plain; charset=us-ascii")
    response["Content-Disposition"] = f'attachment; filename="{keeping.name_of(file)}"'
    return response
