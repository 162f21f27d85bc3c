"""Indemnity claims: the clock of each, the evidence to answer with, and how it ended."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from piperoll.bacs import queries
from piperoll.bacs.challenge_claim import challenge_claim
from piperoll.bacs.make_evidence_pack import kept_pack, make_evidence_pack
from piperoll.bacs.models import EvidencePack
from piperoll.bacs.settle_claims import settle_claims
from piperoll.bacs.states import OPEN_CLAIMS
from piperoll.bacs.win_claim import win_claim
from piperoll.customers.models import Customer
from piperoll.direct_debit.rules import CHANNELS
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.seeing import NOT_NAMED, look
from piperoll.web.addresses import customer_address
from piperoll.web.bacs.forms import WordsForm
from piperoll.web.bacs.wording import CLAIM_TAGS, SECTION, mandate_of, tabs
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.timeline import Event, Timeline
from piperoll.web.components.wording import count, day, moment
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, page
from piperoll.web.downloads import as_download
from piperoll.web.paging import page_number, pages
from piperoll.web.record.seeing import masked

A_PAGE = 50
STEPS = {
    "log": "Claim logged",
    "challenge": "Challenged",
    "win": "Won: the bank agreed",
    "withdraw": "Withdrawn",
    "settle": "Settled: what was claimed is owed again",
}


@page(permission="see_mandates", section=SECTION)
@require_GET
def claims(request: PageRequest) -> HttpResponse:
    """Every claim, the open ones first."""
    found = queries.claims(most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE)
    today = timezone.localdate()
    rows = masked(request, found[:A_PAGE], reference="customer", name=NOT_NAMED)
    pieces = {
        "tabs": tabs("claims"),
        "due": "settle_claims" in request.actor.may
        and any(row.state in OPEN_CLAIMS and row.settles_on <= today for row in found),
        "table": _table(rows),
        "pages": pages(request, more=len(found) > A_PAGE),
    }
    return render(request, "bacs/claims.html", pieces)


def _table(rows: list[Any]) -> Table:
    columns = [
        Column("Payer"),
        Column("Stands"),
        Column("Amount", "money"),
        Column("Challenge by", "day"),
        Column("Settles", "day"),
    ]
    shown = (
        [
            Noted(Link(row.name, reverse("claim", args=[row.id])), f"claim {row.id}, {row.reference}"),
            CLAIM_TAGS[row.state], row.amount_pence, row.challenge_by, row.settles_on,
        ]
        for row in rows
    )  # fmt: skip
    empty = "No payer has claimed money back from their bank."
    return Table("Indemnity claims", columns, shown, empty=empty, caption_hidden=True)


@page(permission="see_mandates", section=SECTION)
@require_GET
def claim(request: PageRequest, number: int) -> HttpResponse:
    """One claim with its evidence: the mandate, the call, each notice and when it went."""
    (shown,) = masked(request, [_found(number)], reference="customer", name=NOT_NAMED, payer_name=NOT_NAMED, asked="")
    today, may = timezone.localdate(), request.actor.may
    is_open = shown.state in OPEN_CLAIMS
    pieces = {
        "number": number,
        "trail": breadcrumbs(Link("Claims", reverse("claims"))),
        "heading": Heading(
            f"{pounds(shown.amount_pence)} claimed by {shown.name}", f"Indemnity claim {shown.bank_reference}",
            Figure(day(shown.challenge_by), "last day to challenge") if is_open else None, (CLAIM_TAGS[shown.state],),
        ),
        "facts": _facts(shown),
        "evidence": _evidence(queries.evidence(number)),
        "challenge": WordsForm(label="What you send as evidence", auto_id="challenge_%s")
        if shown.state == "logged" and today <= shown.challenge_by and "challenge_claim" in may
        else None,
        "win": WordsForm(label="What the bank answered", auto_id="win_%s")
        if shown.state == "challenged" and "win_claim" in may
        else None,
        "may_make": "make_evidence_pack" in may and shown.name != NOT_NAMED,
        "packs": _packs(number) if "make_evidence_pack" in may and shown.name != NOT_NAMED else "",
        "history": Timeline([_step(row) for row in queries.steps(number)]),
    }  # fmt: skip
    return render(request, "bacs/claim.html", pieces)


def _found(number: int) -> Any:
    try:
        return queries.claim(number)
    except Refused:
        raise Http404 from None


def _facts(shown: Any) -> Summary:
    who = shown.name if shown.name == NOT_NAMED else Link(shown.name, customer_address(shown.customer))
    return Summary(
        [
            Fact("Customer", who),
            Fact("Ground", f"{shown.code}: {shown.meaning}"),
            Fact("Logged", day(shown.logged_on)),
            Fact("Settles", f"{day(shown.settles_on)}, unless it is won or withdrawn"),
            Fact("Mandate", Noted(mandate_of(shown), f"{CHANNELS[shown.channel].lower()} on {day(shown.agreed_on)}")),
            Fact("Who pays", shown.payer_name),
            Fact("How we knew them", shown.asked or "A signed form"),
        ],
        "The claim",
    )


def _evidence(rows: list[Any]) -> Table:
    columns = [Column("Collection"), Column("Amount", "money"), Column("The notice said"), Column("The notice went")]
    shown = (
        [
            Noted(
                Link(f"DD-{row.id}", reverse("collection_run", args=[row.collection_run_id])),
                f"collected on {day(row.collect_on)}",
            ),
            row.amount_pence,
            f"{pounds(row.noticed_pence)} on {day(row.noticed_on)}",
            Noted(
                Link(row.notice, reverse("letter_document", args=[row.document_id])),
                f"{moment(row.sent_at)} by {row.channel}",
            )
            if row.sent_at
            else "It was not sent",
        ]
        for row in rows
    )
    return Table("The evidence", columns, shown)


def _packs(number: int) -> Table | str:
    rows = [
        [Link(f"claim-{number}-{one.pk}.pdf", reverse("evidence_pack", args=[one.pk])), one.made_at]
        for one in EvidencePack.objects.filter(claim=number)
    ]
    return Table("Evidence packs", [Column("File"), Column("Made", "day")], rows) if rows else ""


@page(permission="make_evidence_pack", section=SECTION)
@require_POST
def make_pack(request: PageRequest, number: int) -> HttpResponse:
    """Make the evidence one PDF."""
    look(_customer_of(number), place=request.path, **deed(request))
    said_or_refused(
        request,
        lambda: make_evidence_pack(claim=number, **deed(request)),
        lambda made: "Nothing is new since the evidence pack was made." if made.already
        else "The evidence pack is made. Download it below and send it to the bank.",
    )  # fmt: skip
    return redirect("claim", number)


@page(permission="make_evidence_pack", section=SECTION)
@require_GET
def pack(request: PageRequest, number: int) -> HttpResponse:
    """A pack exactly as it was made."""
    try:
        found, content = kept_pack(number)
    except Refused:
        raise Http404 from None
    look(found.claim.mandate.standing.customer, place=request.path, **deed(request))
    return as_download(f"claim-{found.claim_id}-{number}.pdf", "pdf", content)


def _customer_of(number: int) -> Customer:
    return Customer.objects.get(reference=_found(number).customer)


def _step(row: Any) -> Event:
    return Event(STEPS[row.event], row.started_at, row.by_name, row.reason)


@page(permission="challenge_claim", section=SECTION)
@require_POST
def challenge(request: PageRequest, number: int) -> HttpResponse:
    """Write down that the claim was challenged."""
    form = WordsForm(request.POST, label="What you send as evidence")
    if not form.is_valid():
        messages.error(request, "Nothing was changed. Say what you send as evidence.")
        return redirect("claim", number)
    said_or_refused(
        request,
        lambda: challenge_claim(claim=number, evidence=form.cleaned_data["words"], **deed(request)),
        lambda made: f"Challenged. Unless the bank agrees it settles on {day(made.settles_on)}.",
    )
    return redirect("claim", number)


@page(permission="win_claim", section=SECTION)
@require_POST
def win(request: PageRequest, number: int) -> HttpResponse:
    """Write down that the bank agreed."""
    form = WordsForm(request.POST, label="What the bank answered")
    if not form.is_valid():
        messages.error(request, "Nothing was changed. Say what the bank answered.")
        return redirect("claim", number)
    said_or_refused(
        request,
        lambda: win_claim(claim=number, answer=form.cleaned_data["words"], **deed(request)),
        lambda made: "The claim has fallen: what was collected stands.",
    )
    return redirect("claim", number)


@page(permission="settle_claims", section=SECTION)
@require_POST
def settle(request: PageRequest) -> HttpResponse:
    """Settle every claim whose day has come."""
    said_or_refused(
        request,
        lambda: settle_claims(**deed(request)),
        lambda made: f"{count(made.claims, 'claim')} settled: {pounds(made.pence)} is owed again.",
    )
    return redirect("claims")
