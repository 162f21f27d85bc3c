"""A receipt: the bank's words, what the engine thought and why, where the money went, and every change of mind."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from piperoll.customers.bank_details import key_ring
from piperoll.foundations.fund_references import apart
from piperoll.foundations.money import pounds
from piperoll.foundations.sealed_details import masked as masked_details
from piperoll.receipting import desk, queries, remittances
from piperoll.receipting.accept_candidate import accept_candidate
from piperoll.receipting.hold_receipt import hold_receipt
from piperoll.receipting.undo_placement import undo_placement
from piperoll.safeguards.seeing import NOT_NAMED
from piperoll.web.addresses import use_address, use_words
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Because, Figure, Heading
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.timeline import Event, Timeline
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, page
from piperoll.web.money_in.candidates import ways
from piperoll.web.money_in.forms import ReasonForm
from piperoll.web.money_in.wording import NOBODY, STATE_TAGS, customer_link, kind_words
from piperoll.web.record.seeing import masked, not_named

OUTCOMES = {
    "allocated": "Placed",
    "suggested": "Suggested",
    "suspense": "Left in suspense",
    "undone": "Placement undone",
}


@page(permission="see_receipts", section="Money in")
@require_GET
def receipt(request: PageRequest, receipt_id: int) -> HttpResponse:
    """Everything about one receipt, and what can be done with it."""
    shown = found_or_404(receipt_id)
    matches = queries.matches(receipt_id)
    newest = matches[0] if matches else None
    seat = desk.who_sits(receipt_id, by=request.actor, at=timezone.now())
    open_for_offers = newest is not None and newest.outcome in ("suggested", "suspense") and shown.open_pence > 0
    pieces = {
        "shown": shown,
        "trail": trail_to(shown),
        "heading": heading(shown),
        "bank_line": how_it_came(shown, may_return="return_unpaid" in request.actor.may),
        "why_open": _why_open(shown, newest),
        "seat": "" if seat is None or seat.is_mine else seat_words(seat),
        "match": newest if open_for_offers else None,
        "ways": ways(request, newest.candidates, is_suggested=newest.outcome == "suggested")
        if open_for_offers and newest
        else [],
        "placements": [_placed(row) for row in masked(request, queries.placements(receipt_id), name=NOT_NAMED)],
        "in_funds": [_in_fund(row) for row in queries.fund_placements(receipt_id)] if shown.is_for_funds else [],
        "remittances": [_split_by(row) for row in remittances.behind(receipt_id, hidden=not_named(request))]
        if shown.is_by_remittance
        else [],
        "history": _history(matches),
        "reason_form": ReasonForm(auto_id="hold_%s"),
        "is_held": shown.state == "held",
    }
    return render(request, "money_in/receipt.html", pieces)


@page(permission="accept_candidate", section="Money in")
@require_POST
def accept(request: PageRequest, receipt_id: int) -> HttpResponse:
    """Use the receipt as one of the candidates says."""
    match, candidate = whole(request.POST.get("match")), whole(request.POST.get("candidate"))

    def act() -> Any:
        must_be_free(request, receipt_id)
        return accept_candidate(match=match, candidate=candidate, **deed(request))

    said_or_refused(
        request,
        act,
        lambda placed: f"{pounds(placed.placed_pence)} placed, {pounds(placed.allocated_pence)} of it allocated.",
    )
    return redirect("receipt", receipt_id)


@page(permission="hold_receipt", section="Money in")
@require_POST
def hold(request: PageRequest, receipt_id: int) -> HttpResponse:
    """Hold the receipt in suspense with a reason, or let it go."""
    letting_go = "let_go" in request.POST

    def act() -> Any:
        must_be_free(request, receipt_id)
        reason = request.POST.get("reason", "")[:400]
        return hold_receipt(receipt=receipt_id, reason=reason, release=letting_go, **deed(request))

    said_or_refused(
        request,
        act,
        lambda held: f"{held.reason}.",
    )
    if request.POST.get("from") == "desk":
        return redirect(f"{reverse('allocation_desk')}?after={receipt_id}")
    return redirect("receipt", receipt_id)


@page(permission="undo_placement", section="Money in")
@require_POST
def undo(request: HttpRequest, receipt_id: int) -> HttpResponse:
    """Take a placement back into suspense."""
    placement, form = whole(request.POST.get("placement")), ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, f"Nothing was undone. {form.errors['reason'][0]}.")
        return redirect("receipt", receipt_id)
    said_or_refused(
        request,
        lambda: undo_placement(placement=placement, reason=form.cleaned_data["reason"], **deed(request)),
        lambda undone: f"{pounds(undone.back_in_suspense_pence)} is in suspense again.",
    )
    return redirect("receipt", receipt_id)


def found_or_404(receipt_id: int) -> Any:
    """The receipt, or page not found."""
    shown = queries.receipt(receipt_id)
    if shown is None:
        raise Http404
    return shown


def must_be_free(request: Any, receipt_id: int) -> None:
    """Raise `desk.BeingWorkedOn` when somebody else has the receipt before them at the allocation desk."""
    desk.must_be_free(receipt_id, by=request.actor, at=timezone.now())


def seat_words(seat: desk.Seat) -> str:
    """Who has a receipt before them, and since when."""
    return f"{seat.name} has had it at the desk since {timezone.localtime(seat.since):%H:%M}"


def whole(text: str | None) -> int:
    """A number a form sent back; -1 for anything else, which no row has."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else -1


def trail_to(shown: Any, *more: Link) -> Any:
    """Where a receipt stands: under its statement."""
    steps = [Link("Money in", reverse("statements"))]
    if shown.statement_id:
        steps.append(
            Link(f"Statement of {shown.code}, {day(shown.booked_on)}", reverse("statement", args=[shown.statement_id]))
        )
    return breadcrumbs(*steps, *more)


def heading(shown: Any) -> Heading:
    """Who sent how much, and how much of it waits."""
    verb = "from" if shown.amount_pence > 0 else "taken back:"
    title = f"{pounds(shown.amount_pence)} {verb} {shown.payer_name or NOBODY.lower()}"
    figure = Figure(pounds(shown.open_pence), "in suspense") if shown.open_pence else None
    return Heading(title, f"Receipt {shown.id}, {day(shown.received_on)}", figure, (STATE_TAGS[shown.state],))


def how_it_came(shown: Any, *, may_return: bool = False) -> Summary:
    """What the bank said of a receipt, or what was taken before any bank showed it."""
    return _how_paid(shown, may_return) if shown.method else _bank_line(shown)


def _how_paid(shown: Any, may_return: bool) -> Summary:
    """What was taken by us or for us, before any bank showed it."""
    back = Link("Returned unpaid", reverse("return_unpaid", args=[shown.id]), "by the bank")
    return Summary(
        [
            Fact("Payer", shown.payer_name or NOBODY),
            Fact("Method", shown.method),
            Fact("Number", shown.number or "None"),
            Fact("References", ", ".join(shown.payment_references or []) or "None"),
            Fact("Taken", day(shown.received_on)),
            Fact("Into", f"{shown.account_name} ({shown.code})"),
        ],
        title=f"Receipt {shown.reference}",
        actions=[back] if may_return and shown.state != "returned" and shown.amount_pence > 0 else [],
    )


def _bank_line(shown: Any) -> Summary:
    payer = masked_details(key_ring().open(bytes(shown.sealed_payer))) if shown.sealed_payer else "Not given"
    value = "" if shown.value_on == shown.booked_on else f", value date {day(shown.value_on)}"
    return Summary(
        [
            Fact("Payer", shown.payer_name or NOBODY),
            Fact("Payer’s account", payer),
            Fact("References", ", ".join(shown.payment_references or []) or "None"),
            Fact("Kind", kind_words(shown.kind or "") + (f" ({shown.type_code})" if shown.type_code else "")),
            Fact("Booked", f"{day(shown.booked_on)}{value}"),
            Fact("Into", f"{shown.account_name} ({shown.code}), line {shown.line_number}"),
        ],
        title="The bank’s line",
    )


def _why_open(shown: Any, newest: Any) -> Because | str:
    if shown.open_pence == 0:
        return ""
    if shown.open_pence < 0:
        return Because(
            ("the bank took this money back; it stays in suspense until it is explained",), word="Waits because"
        )
    if newest and newest.outcome in ("suggested", "suspense") and shown.state != "held":
        return Because(newest.reasons, word="Suggested because" if newest.outcome == "suggested" else "Waits because")
    return Because((shown.reason or "nobody has looked at it yet",), word="Waits because")


def _placed(row: Any) -> dict[str, Any]:
    """A placement as the page shows it: whose, how much, and what it paid."""
    items = row.items or []
    on_account = row.amount_pence - sum(pence for _, pence in items)
    return {
        "id": row.id,
        "customer": customer_link(row.name, row.customer_reference),
        "reference": row.customer_reference,
        "pence": row.amount_pence,
        "items": [
            (use_words(reference), Link(reference, use_address(reference)), pounds(pence)) for reference, pence in items
        ],
        "on_account": pounds(on_account) if on_account and not row.is_undone else "",
        "is_undone": row.is_undone,
        "form": ReasonForm(auto_id=f"undo_{row.id}_%s"),
    }


def _split_by(row: Any) -> dict[str, Any]:
    """A remittance that the receipt was placed by, as the page shows it."""
    whose = f" of {row.payer_name}" if row.payer_name else ""
    link = Link(f"remittance {row.reference}{whose}", reverse("remittance", args=[row.id]))
    return {"link": link, "stands": row.stands}


def _in_fund(row: Any) -> dict[str, Any]:
    """A placement in a fund as the page shows it."""
    form = ReasonForm(auto_id=f"undo_fund_{row.id}_%s")
    account, born_on = apart(row.reference)
    return {
        "id": row.id, "fund": Link(row.fund, reverse("fund", args=[row.code])),
        "reference": f"{account}, by date of birth" if born_on else account,
        "pence": row.amount_pence, "is_undone": row.is_undone, "form": form,
    }  # fmt: skip


def _history(matches: list[Any]) -> Timeline:
    events = [
        Event(
            OUTCOMES[row.outcome] + (f", score {row.score}" if row.score is not None else ""),
            row.started_at,
            row.by_name,
            Because(row.reasons),
        )
        for row in matches
    ]
    return Timeline(events, empty="The engine has not looked at it yet.")
