"""The allocation desk: one receipt after another, its bank line beside the ways to use it, worked by the keyboard.

Arrow keys choose a way, Enter takes it and brings the next receipt; Ctrl and Enter accepts all that is certain, Ctrl
and Z takes back what one did last. Without JavaScript the same buttons do the same.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.receipting import desk, queries
from piperoll.receipting.accept_candidate import accept_candidate
from piperoll.receipting.accept_certain import accept_certain, waiting_certain, why_none
from piperoll.receipting.certainty import Certain
from piperoll.receipting.measure_matching import certain_now
from piperoll.receipting.undo_placements import undo_placements
from piperoll.web.components.wording import count
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import done, page
from piperoll.web.money_in import at_the_desk
from piperoll.web.money_in.forms import ReasonForm
from piperoll.web.money_in.receipts import found_or_404, whole

WHY_UNDONE = "taken back at the desk"


@page(permission="accept_candidate", section="Money in")
@require_GET
def allocation_desk(request: Any) -> HttpResponse:
    """The receipt asked for, or the next that nobody else works on."""
    now, by = timezone.now(), request.actor
    shown = _shown(request.GET)
    receipt = whole(request.GET.get("receipt")) if "receipt" in request.GET else None
    if receipt is None:
        receipt = desk.next_free(shown, after=max(whole(request.GET.get("after")), 0), by=by, at=now)
    totals = queries.suspense_totals()
    certain = certain_now()
    waiting = len(waiting_certain(certain, by=by, at=now))
    last = desk.last_done(by=by, at=now)
    pieces: dict[str, Any] = {
        "heading": at_the_desk.heading(totals),
        "tabs": at_the_desk.tabs(totals, shown),
        "shown": shown,
        "certain": waiting,
        "certain_words": f"Accept all {waiting:,} that are certain (Ctrl + Enter)",
        "why_none": "" if waiting else _why_none(certain),
        "last_words": f"Take back {pounds(last.pence)} of {count(last.receipts, 'receipt')} (Ctrl + Z)" if last else "",
        "from_desk": {"from": "desk"},
        "keeps_focus": True,
        "hold_form": ReasonForm(auto_id="hold_%s"),
    }
    if receipt is not None:
        line = found_or_404(receipt)
        if line.open_pence <= 0:
            messages.info(request, f"Receipt {receipt} has nothing to place: here is the next.")
            return to_the_desk(shown, after=receipt)
        pieces |= at_the_desk.receipt(request, line, desk.sit_down(receipt, by=by, at=now), shown, at=now)
    return render(request, "money_in/desk.html", pieces)


@page(permission="accept_candidate", section="Money in")
@require_POST
def accept(request: Any) -> HttpResponse:
    """Take the chosen way and bring the next receipt."""
    receipt, shown = whole(request.POST.get("receipt")), _shown(request.POST)
    match, candidate = whole(request.POST.get("match")), whole(request.POST.get("candidate"))

    def act() -> Any:
        desk.must_be_free(receipt, by=request.actor, at=timezone.now())
        return accept_candidate(match=match, candidate=candidate, **deed(request))

    placed = said_or_refused(
        request,
        act,
        lambda made: f"{pounds(made.placed_pence)} placed, {pounds(made.allocated_pence)} of it allocated.",
    )
    return to_the_desk(shown, after=receipt) if placed else to_the_desk(shown, receipt=receipt)


@page(permission="accept_certain", section="Money in")
@require_POST
def certain(request: Any) -> HttpResponse:
    """Accept every suggestion that is certain, if they are those the person was shown."""
    said_or_refused(
        request,
        lambda: accept_certain(seen=max(whole(request.POST.get("seen")), 0), **deed(request)),
        lambda made: f"{count(made.receipts, 'suggestion')} accepted, {pounds(made.placed_pence)} placed.",
    )
    return to_the_desk(_shown(request.POST))


@page(permission="undo_placements", section="Money in")
@require_POST
def undo(request: Any) -> HttpResponse:
    """Take back what the person placed last, and bring it before them again."""
    shown, last = _shown(request.POST), desk.last_done(by=request.actor, at=timezone.now())
    if last is None:
        messages.info(request, "There is nothing of yours to take back: nothing was changed.")
        return to_the_desk(shown)
    try:
        undone = undo_placements(of_run=last.run_id, reason=WHY_UNDONE, **deed(request))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return to_the_desk(shown)
    said = f"{pounds(undone.pence)} of {count(undone.receipts, 'receipt')} is in suspense again, and held."
    there = {"receipt": undone.receipt} if undone.receipts == 1 else {"show": "held"}
    return done(request, said, f"{reverse('allocation_desk')}?{urlencode({'show': shown} | there)}")


@page(permission="accept_candidate", section="Money in")
@require_POST
def take_over(request: Any) -> HttpResponse:
    """Take a receipt over from whoever has it before them."""
    receipt = whole(request.POST.get("receipt"))
    found_or_404(receipt)
    desk.sit_down(receipt, by=request.actor, at=timezone.now(), over=True)
    return to_the_desk(_shown(request.POST), receipt=receipt)


def _why_none(certain: Certain) -> str:
    try:
        return f"Nothing is certain: {why_none(certain, timezone.localdate())}."
    except Refused as refusal:
        return refusal.sentence


def to_the_desk(shown: str, **where: int) -> HttpResponse:
    """Back to the desk: at a receipt (`receipt`), at the next one (`after`), or at the first."""
    there: dict[str, Any] = ({"show": shown} if shown else {}) | where
    address = reverse("allocation_desk")
    return redirect(f"{address}?{urlencode(there)}" if there else address)


def _shown(sent: Any) -> str:
    shown = str(sent.get("show", ""))
    return shown if shown in desk.SHOWN else ""


def back_from_placing(request: HttpRequest, receipt: int) -> HttpResponse | None:
    """Where somebody goes on who placed a receipt by hand from the desk; None for those who came from elsewhere."""
    if request.GET.get("from") != "desk":
        return None
    left = queries.receipt(receipt)
    return to_the_desk("", receipt=receipt) if left and left.open_pence > 0 else to_the_desk("", after=receipt)
