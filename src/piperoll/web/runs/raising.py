"""Taking in a service's feeder file: invoices, and the lines that go back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from piperoll.billing.raise_invoices import Expected, raise_invoices
from piperoll.billing.raising import Raised
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.wording import count
from piperoll.web.deeds import deed, on_disk
from piperoll.web.doors import done, page
from piperoll.web.runs.forms import RaiseInvoicesForm


@page(permission="raise_invoices", section="Invoices")
@require_http_methods(["GET", "POST"])
def raise_from_feeder(request: HttpRequest) -> HttpResponse:
    """Raise invoices from a file, or say why it was refused; the run's page tells the rest."""
    asked = request.method == "POST"
    form = (
        RaiseInvoicesForm(request.POST, request.FILES)
        if asked
        else RaiseInvoicesForm(initial={"on": timezone.localdate()})
    )
    if form.is_valid():
        try:
            raised = _raise(request, form.cleaned_data)
        except Refused as refusal:
            if refusal.exit_code == 0:
                return done(request, refusal.sentence, "run", refusal.facts["run"])
            form.add_error("feeder", refusal.sentence)
        else:
            return done(request, _said(raised), "run", raised.run)
    trail = breadcrumbs(Link("Invoices", reverse("invoices")))
    return render(request, "runs/raise_invoices.html", {"form": form, "trail": trail})


def _raise(request: HttpRequest, asked: dict[str, Any]) -> Raised:
    expected = Expected(asked["lines"], asked["net"])
    with on_disk(asked["feeder"]) as path:
        return raise_invoices(
            feeder=path,
            name=asked["feeder"].name,
            expected=expected,
            looked_at=asked["looked_at"].strip(),
            **{**deed(request), "on": asked["on"]},
        )


def _said(raised: Raised) -> str:
    held = f" {count(raised.lines_held, 'line')} flagged: look at why below." if raised.lines_held else ""
    if not raised.invoices:
        return f"No invoice was raised: {count(raised.lines_rejected, 'line')} could not be taken.{held}"
    rejected = (
        f" {count(raised.lines_rejected, 'line')} could not be taken: send them back." if raised.lines_rejected else ""
    )
    return f"{count(raised.invoices, 'invoice')} raised, {pounds(raised.gross_pence)} to collect.{rejected}{held}"
