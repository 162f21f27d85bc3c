"""A receipt placed in a fund by hand, and taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.funds.register import standing_on
from piperoll.receipting.allocate_receipts import lines_of, other_ledgers
from piperoll.receipting.matching.ledgers import route
from piperoll.receipting.place_in_fund import place_in_fund
from piperoll.receipting.undo_fund_placement import undo_fund_placement
from piperoll.web.components.links import Link
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, page
from piperoll.web.funds.forms import PlaceForm
from piperoll.web.money_in.desk import back_from_placing
from piperoll.web.money_in.forms import ReasonForm
from piperoll.web.money_in.receipts import found_or_404, heading, must_be_free, trail_to, whole


@page(permission="place_in_fund", section="Money in")
@require_http_methods(["GET", "POST"])
def place(request: PageRequest, receipt_id: int) -> HttpResponse:
    """Which fund and account a receipt, or part of it, is for; what its words tell is filled in already."""
    shown, funds = found_or_404(receipt_id), standing_on(timezone.localdate())
    form = PlaceForm(funds, request.POST or None, initial=_told(shown), use_required_attribute=False)
    if form.is_valid():
        try:
            must_be_free(request, receipt_id)
            placed = place_in_fund(receipt=receipt_id, **form.cleaned_data, **deed(request))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"{pounds(placed.pence)} is on {placed.reference} of {placed.fund}.")
            return back_from_placing(request, receipt_id) or redirect("receipt", receipt_id)
    pieces = {
        "shown": shown,
        "heading": heading(shown),
        "trail": trail_to(shown, Link(f"Receipt {shown.id}", reverse("receipt", args=[shown.id]))),
        "form": form if funds else None,
    }
    return render(request, "funds/place.html", pieces)


@page(permission="undo_fund_placement", section="Money in")
@require_POST
def undo(request: PageRequest, receipt_id: int) -> HttpResponse:
    """Take a fund placement back into suspense."""
    placement, form = whole(request.POST.get("placement")), ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, f"Nothing was undone. {form.errors['reason'][0]}.")
        return redirect("receipt", receipt_id)
    said_or_refused(
        request,
        lambda: undo_fund_placement(placement=placement, reason=form.cleaned_data["reason"], **deed(request)),
        lambda undone: f"{pounds(undone.pence)} is in suspense again.",
    )
    return redirect("receipt", receipt_id)


def _told(shown: Any) -> dict[str, Any]:
    """What the receipt's own words say of a fund."""
    start: dict[str, Any] = {"pence": max(shown.open_pence, 0) or None}
    (line,) = lines_of([shown.id]) or (None,)
    found = (
        route((*line.references, *line.narrative), other_ledgers(timezone.localdate()), line.booked_on)
        if line
        else None
    )
    if found is None:
        return start
    return start | {"fund": found.key} | ({"reference": found.by} if found.certain else {})
