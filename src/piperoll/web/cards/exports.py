"""A day of card payments settled from GOV.UK Pay's own export."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from piperoll.cards.import_card_settlement import import_card_settlement
from piperoll.cards.rules import due_of_the_bank
from piperoll.foundations.refusals import Refused
from piperoll.web.cards.forms import ExportForm
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.wording import count
from piperoll.web.deeds import deed, on_disk
from piperoll.web.doors import PageRequest, done, page


@page(permission="import_card_settlement", section="Money in")
@require_http_methods(["GET", "POST"])
def export(request: PageRequest) -> HttpResponse:
    """Which day, and the file."""
    form = ExportForm(request.POST or None, request.FILES or None, use_required_attribute=False)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            with on_disk(upload) as path:
                made = import_card_settlement(
                    file=path, name=upload.name, settled_on=form.cleaned_data["settled_on"], **deed(request)
                )
        except Refused as refusal:
            form.add_error(str(refusal.facts.get("field", "settled_on")), refusal.sentence)
        else:
            said = f"{count(made.payments, 'payment')} settled: {due_of_the_bank(made.net_pence)}."
            return done(request, said, "card_payments")
    trail = breadcrumbs(Link("Card payments", reverse("card_payments")))
    return render(request, "cards/export.html", {"form": form, "trail": trail})
