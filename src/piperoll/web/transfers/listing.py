"""What was moved from one account to another, and one transfer with its story."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from piperoll.customers.models import Customer
from piperoll.foundations.money import pounds
from piperoll.safeguards.seeing import NOT_NAMED, look
from piperoll.transfers import finding
from piperoll.transfers.rules import REASONS, reference_of
from piperoll.transfers.undo_transfer import undo_transfer
from piperoll.web.addresses import customer_address, request_link
from piperoll.web.bacs.forms import WordsForm
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading, Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.timeline import Event, Timeline
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, page
from piperoll.web.money_in.tabs import tabs
from piperoll.web.paging import page_number, pages
from piperoll.web.record.seeing import masked

A_PAGE = 50
SECTION = "Money in"


@page(permission="see_receipts", section=SECTION)
@require_GET
def transfers(request: PageRequest) -> HttpResponse:
    """Credit and payments moved, the newest first."""
    skipped = (page_number(request) - 1) * A_PAGE
    credits, payments, repairs = (
        find(most=A_PAGE + 1, after=skipped) for find in (finding.listed, finding.moved_payments, finding.taken_back)
    )  # fmt: skip
    may_see_letters = "see_letters" in request.actor.may
    pieces = {
        "tabs": tabs(request, "transfers"),
        "credits": _credits(_seen(request, credits[:A_PAGE])),
        "payments": _payments(_seen(request, payments[:A_PAGE]), may_see_letters=may_see_letters),
        "repairs": _repairs(repairs[:A_PAGE], may_see_letters=may_see_letters) if repairs else "",
        "pages": pages(request, more=max(len(credits), len(payments), len(repairs)) > A_PAGE),
    }
    return render(request, "transfers/list.html", pieces)


def _seen(request: PageRequest, rows: list[Any]) -> list[Any]:
    """The rows, both customers' names hidden from whoever may not see them."""
    for side in ("from", "to"):
        rows = masked(request, rows, reference=f"{side}_reference", **{f"{side}_name": NOT_NAMED})
    return rows


def _who(row: Any, side: str) -> object:
    name, reference = getattr(row, f"{side}_name"), getattr(row, f"{side}_reference")
    return name if name == NOT_NAMED else Noted(Link(name, customer_address(reference)), reference)


def _credits(rows: list[Any]) -> Table:
    columns = [Column("Transfer"), Column("From"), Column("To"), Column("Moved", "day"), Column("Amount", "money")]
    shown = (
        [
            Noted(Link(reference_of(row.id), reverse("transfer", args=[row.id])), _why(row)),
            _who(row, "from"), _who(row, "to"), row.moved_on, row.amount_pence,
        ]
        for row in rows
    )  # fmt: skip
    return Table("Credit moved", columns, shown, empty="No credit was moved.")


def _why(row: Any) -> str:
    return f"Undone {day(row.ended_on)}" if row.ended_on else REASONS[row.reason]


def _payments(rows: list[Any], *, may_see_letters: bool) -> Table:
    columns = [Column("Receipt"), Column("From"), Column("To"), Column("Moved", "day"), Column("Amount", "money")]
    columns += [Column("Letters", hidden=True)] if may_see_letters else []
    shown = (
        [
            Noted(Link(row.reference, reverse("receipt", args=[row.receipt_id])), REASONS[row.reason]),
            _who(row, "from"), _who(row, "to"), row.effective_on, row.amount_pence,
            *([Link("Wrong letters", reverse("wrong_letters", args=[row.run_id]), f"because of {row.reference}")]
              if may_see_letters else []),
        ]
        for row in rows
    )  # fmt: skip
    return Table("Payments moved", columns, shown, empty="No payment was moved.")


def _repairs(rows: list[Any], *, may_see_letters: bool) -> Table:
    columns = [Column("Repair"), Column("Payments", "count"), Column("Taken back", "day"), Column("Amount", "money")]
    columns += [Column("Letters", hidden=True)] if may_see_letters else []
    shown = (
        [
            Noted(Link(f"Run {row.pk}", reverse("run", args=[row.pk])), row.by_username),
            row.totals["payments"], row.effective_on, row.totals["pence"],
            *([Link("Wrong letters", reverse("wrong_letters", args=[row.pk]), f"because of run {row.pk}")]
              if may_see_letters else []),
        ]
        for row in rows
    )  # fmt: skip
    return Table("Payments taken back into suspense", columns, shown)


@page(permission="see_receipts", section=SECTION)
@require_GET
def transfer(request: PageRequest, number: int) -> HttpResponse:
    """One transfer: from where, to where, why, and how it ended."""
    found = finding.listed(most=1, number=number)
    if not found:
        raise Http404
    (shown,) = found
    for customer in Customer.objects.filter(pk__in=[shown.from_id, shown.to_id]):
        look(customer, place=request.path, **deed(request))
    may_undo = not shown.ended_on and "undo_transfer" in request.actor.may
    pieces = {
        "number": number,
        "title": reference_of(number),
        "trail": breadcrumbs(Link("Money in", reverse("statements")), Link("Transfers", reverse("transfers"))),
        "heading": Heading(
            reference_of(number), f"From {shown.from_name} to {shown.to_name}",
            Figure(pounds(shown.amount_pence), f"moved {day(shown.moved_on)}"),
            (Tag("Undone", "grey"),) if shown.ended_on else (),
        ),
        "facts": _facts(shown, request.actor.may),
        "from_what": _from_what(number),
        "story": _story(shown),
        "undo": WordsForm(label="Why it was wrong") if may_undo else None,
    }  # fmt: skip
    return render(request, "transfers/transfer.html", pieces)


def _facts(shown: Any, may: frozenset[str]) -> Summary:
    facts = [
        Fact("From", Link(shown.from_name, customer_address(shown.from_reference))),
        Fact("To", Link(shown.to_name, customer_address(shown.to_reference))),
        Fact("Asked for", request_link(shown.request_id, may)),
        Fact("Why", f"{REASONS[shown.reason]}: {shown.why}"),
        Fact("Used there", pounds(shown.amount_pence - shown.left_pence) if not shown.ended_on else ""),
    ]
    return Summary([fact for fact in facts if fact.value])


def _from_what(number: int) -> Table:
    columns = [Column("From"), Column("Came", "day"), Column("Moved", "money")]
    rows = [
        [
            Link(row.reference, reverse("receipt", args=[row.receipt_id])) if row.receipt_id else row.reference,
            row.effective_on, row.amount_pence,
        ]
        for row in finding.credits_of(number)
    ]  # fmt: skip
    return Table("What it moved", columns, rows)


def _story(shown: Any) -> Timeline:
    events = [Event("Moved", shown.started_at, shown.by_name, f"Asked for by {shown.asked_by}")]
    if shown.ended_on:
        events.insert(0, Event("Undone", shown.ended_at, shown.ended_by, shown.end_reason))
    return Timeline(events)


@page(permission="undo_transfer", section=SECTION)
@require_POST
def undo(request: PageRequest, number: int) -> HttpResponse:
    """Put the credit back where it stood."""
    said_or_refused(
        request,
        lambda: undo_transfer(transfer=number, reason=request.POST.get("words", "")[:400], **deed(request)),
        lambda made: f"Undone: {pounds(made.pence)} stands where it stood.",
    )
    return redirect("transfer", number)
