"""Refund runs: choosing, the verification report, release by somebody else, the file, the list of cheques."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from piperoll.formats.spreadsheet_csv import line
from piperoll.foundations.money import plain_pounds, pounds
from piperoll.foundations.refusals import Refused
from piperoll.refunds import queries
from piperoll.refunds.ask_card_refunds import CardRefundsAsked, ask_card_refunds
from piperoll.refunds.choose_refunds import choose_refunds
from piperoll.refunds.discard_refunds import discard_refunds
from piperoll.refunds.release_refunds import release_refunds
from piperoll.refunds.rules import EXCLUSIONS, METHODS, contra_words
from piperoll.refunds.send_card_refunds import CardRefundsSent, send_card_refunds
from piperoll.refunds.write_refund_file import write_refund_file
from piperoll.safeguards.seeing import NOT_NAMED
from piperoll.web.bacs.forms import WordsForm
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Figures, Heading
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import count, day, moment
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.downloads import as_spreadsheet
from piperoll.web.paging import page_number, pages
from piperoll.web.record.seeing import masked
from piperoll.web.refunds.forms import ChooseForm
from piperoll.web.refunds.wording import SECTION, goes_to, run_tag, tabs

A_PAGE = 50
MOST = 500
_CHEQUE_COLUMNS = ("refund", "payable_to", "address", "postcode", "amount", "cheque_number")


@page(permission="see_refunds", section=SECTION)
@require_http_methods(["GET", "POST"])
def runs(request: PageRequest) -> HttpResponse:
    """Every refund run and where it stands, and choosing another."""
    may = "choose_refunds" in request.actor.may
    form = ChooseForm(request.POST or None, use_required_attribute=False)
    if request.method == "POST" and may and form.is_valid():
        try:
            made = choose_refunds(**form.cleaned_data, **deed(request))
        except Refused as refusal:
            form.add_error("pay_on", refusal.sentence)
        else:
            if made.refund_run is None:
                messages.info(request, "No refund waits to be paid that way.")
                return redirect("refund_runs")
            return done(request, f"{count(made.refunds, 'refund')} chosen.", "refund_run", made.refund_run)
    found = queries.runs(most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE)
    pieces = {
        "tabs": tabs("runs", request.actor.may),
        "form": form if may else None,
        "table": _runs(found[:A_PAGE]),
        "pages": pages(request, more=len(found) > A_PAGE),
    }
    return render(request, "refunds/runs.html", pieces)


def _runs(rows: list[Any]) -> Table:
    columns = [
        Column("Day"), Column("Stands"), Column("How"), Column("Refunds", "count"), Column("Amount", "money"),
        Column("Left out", "count"),
    ]  # fmt: skip
    shown = (
        [
            Noted(Link(day(row.pay_on), reverse("refund_run", args=[row.id])), f"run {row.id}"), run_tag(row),
            METHODS[row.method], row.chosen, row.pence, row.excluded,
        ]
        for row in rows
    )  # fmt: skip
    return Table("Refund runs", columns, shown, empty="Nothing has been paid back yet.", caption_hidden=True)


@page(permission="see_refunds", section=SECTION)
@require_GET
def run(request: PageRequest, number: int) -> HttpResponse:
    """The verification report of one run: what it pays, to which accounts, what it leaves out and why."""
    shown, may = _found(number), request.actor.may
    found = queries.in_run(number, most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE)
    left_out = queries.left_out(number, most=MOST)
    is_mine, released = shown.chosen_by_id == request.actor.user_id, shown.what == "released"
    pieces = {
        "number": number,
        "trail": breadcrumbs(Link("Refunds", reverse("refunds")), Link("Refund runs", reverse("refund_runs"))),
        "heading": Heading(
            f"Pay on {day(shown.pay_on)}", f"Refund run {number}",
            Figure(pounds(shown.pence), count(shown.chosen, "refund")), (run_tag(shown),),
        ),
        "figures": Figures(
            (
                Figure(f"{shown.accounts:,}", "different accounts" if shown.accounts != 1 else "account"),
                Figure(f"{shown.told:,}", f"to new bank details, {pounds(shown.told_pence)}"),
                Figure(pounds(shown.largest_pence), "the largest"),
            )
        ),
        "facts": _facts(shown),
        "may_release": shown.what is None and shown.chosen and "release_refunds" in may and not is_mine,
        "own": shown.what is None and is_mine,
        "discard": WordsForm(label="Why it should not go") if shown.what is None and "discard_refunds" in may else None,
        "may_write": released and shown.method == "bacs" and not shown.serial and "write_refund_file" in may,
        "serial": shown.serial if "write_bacs_file" in may else "",
        "may_send": released and shown.to_send and "send_card_refunds" in may,
        "may_hear": released and shown.to_hear and "ask_card_refunds" in may,
        "cheques": released and shown.method == "cheque" and "record_cheque" in may,
        "table": _refunds(masked(request, found[:A_PAGE], reference="customer", name=NOT_NAMED)),
        "pages": pages(request, more=len(found) > A_PAGE),
        "left_out": _left_out(masked(request, left_out, reference="customer", name=NOT_NAMED)),
    }  # fmt: skip
    return render(request, "refunds/run.html", pieces)


def _found(number: int) -> Any:
    try:
        return queries.run(number)
    except Refused:
        raise Http404 from None


def _facts(shown: Any) -> Summary:
    facts = [
        Fact("How", METHODS[shown.method]),
        Fact("Chosen", f"{moment(shown.chosen_at)} by {shown.chosen_by}"),
    ]
    if shown.method == "bacs":
        facts += [
            Fact("File due in by", day(shown.input_by)),
            Fact("Processed by Bacs", day(shown.processing_on)),
            Fact("On our statement as", contra_words(shown.id)),
        ]
    facts.append(Fact("It reaches them", day(shown.pay_on)))
    if shown.what:
        decided = f"{moment(shown.decided_at)} by {shown.decided_by}"
        facts.append(Fact(shown.what.capitalize(), decided + (f": {shown.reason}" if shown.reason else "")))
    if shown.ended:
        facts.append(Fact("Not paid after all", f"{shown.ended:,}, {pounds(shown.ended_pence)}"))
    return Summary(facts, "This run")


def _refunds(rows: list[Any]) -> Table:
    columns = [
        Column("Customer"), Column("Goes to"), Column("Asked and approved"), Column("To it before", "text"),
        Column("Amount", "money"),
    ]  # fmt: skip
    return Table("Refunds", columns, map(_refund, rows), empty="Nothing is chosen.", caption_hidden=True)


def _refund(row: Any) -> Row:
    who = NOT_NAMED if row.name == NOT_NAMED else Link(row.name, reverse("refund", args=[row.id]))
    before = f"{pounds(row.before_pence)}, {day(row.before_on)}" if row.before_pence else "Never"
    asked = Noted(row.asked_by, f"approved by {row.approved_by}")
    return Row([Noted(who, f"REFUND-{row.id}"), goes_to(row), asked, before, row.amount_pence], quiet=bool(row.what))


def _left_out(rows: list[Any]) -> Table | str:
    if not rows:
        return ""
    columns = [Column("Customer"), Column("Amount", "money"), Column("Why")]
    shown = (
        [
            row.name if row.name == NOT_NAMED else Link(row.name, reverse("refund", args=[row.refund_id])),
            row.amount_pence, Noted(EXCLUSIONS[row.why], row.reason),
        ]
        for row in rows
    )  # fmt: skip
    return Table("Left out", columns, shown)


@page(permission="release_refunds", section=SECTION)
@require_POST
def release(request: PageRequest, number: int) -> HttpResponse:
    """Let the run go."""
    said_or_refused(
        request,
        lambda: release_refunds(refund_run=number, **deed(request)),
        lambda made: f"Released: {count(made.refunds, 'refund')}, {pounds(made.pence)}.",
    )
    return redirect("refund_run", number)


@page(permission="discard_refunds", section=SECTION)
@require_POST
def discard(request: PageRequest, number: int) -> HttpResponse:
    """Give the run up."""
    said_or_refused(
        request,
        lambda: discard_refunds(refund_run=number, reason=request.POST.get("words", "")[:400], **deed(request)),
        lambda made: f"Given up: {count(made.refunds, 'refund')} may be chosen again.",
    )
    return redirect("refund_run", number)


@page(permission="write_refund_file", section=SECTION)
@require_POST
def write(request: PageRequest, number: int) -> HttpResponse:
    """Make the run's file."""
    format = "csv" if request.POST.get("format") == "csv" else "standard18"
    said_or_refused(
        request,
        lambda: write_refund_file(refund_run=number, format=format, **deed(request)),
        lambda made: f"File {made.serial} is made: {count(made.records, 'refund')}, {pounds(made.credit_pence)}.",
    )
    return redirect("refund_run", number)


@page(permission="send_card_refunds", section=SECTION)
@require_POST
def send(request: PageRequest, number: int) -> HttpResponse:
    """Send what was released to cards to GOV.UK Pay."""
    said_or_refused(request, lambda: send_card_refunds(**deed(request)), _sent)
    return redirect("refund_run", number)


@page(permission="ask_card_refunds", section=SECTION)
@require_POST
def hear(request: PageRequest, number: int) -> HttpResponse:
    """Ask GOV.UK Pay what became of what it was sent."""
    said_or_refused(request, lambda: ask_card_refunds(**deed(request)), _heard)
    return redirect("refund_run", number)


def _sent(made: CardRefundsSent) -> str:
    said = f"Sent to GOV.UK Pay: {count(made.sent, 'refund')}, {pounds(made.pence)}."
    said += f" {count(made.refused, 'refund')} refused, and credit again." if made.refused else ""
    return said + (f" {count(made.not_ready, 'payment')} not ready there yet." if made.not_ready else "")


def _heard(asked: CardRefundsAsked) -> str:
    said = f"{count(asked.paid, 'refund')} of {pounds(asked.pence)} on their cards."
    waits = asked.asked - asked.paid - asked.failed - asked.exceptions
    said += f" {waits:,} on their way." if waits else ""
    said += f" {count(asked.failed, 'refund')} failed, and credit again." if asked.failed else ""
    return said + (f" {count(asked.exceptions, 'exception')}: see the run." if asked.exceptions else "")


@page(permission="record_cheque", section=SECTION)
@require_GET
def cheque_list(request: PageRequest, number: int) -> StreamingHttpResponse:
    """The cheques a released run asks for, as a CSV for whoever draws them."""
    shown = _found(number)
    if shown.what != "released" or shown.method != "cheque":
        raise Http404
    rows = masked(request, queries.in_run(number, most=None), reference="customer", name=NOT_NAMED)
    drawn = [row for row in rows if row.what is None and row.name != NOT_NAMED]
    return as_spreadsheet(f"cheques-{number}", map(line, [_CHEQUE_COLUMNS, *map(_cheque, drawn)]))


def _cheque(row: Any) -> tuple[object, ...]:
    address = ", ".join((row.lines or "").split("\n"))
    return f"REFUND-{row.id}", row.payable_to, address, row.postcode, plain_pounds(row.amount_pence), row.cheque
