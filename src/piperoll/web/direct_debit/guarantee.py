"""The words of the Guarantee: the scheme's English, the Welsh the council took in, and taking it in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from piperoll.direct_debit.import_guarantee import import_guarantee
from piperoll.direct_debit.models import GuaranteeWording
from piperoll.direct_debit.rules import GUARANTEE, HEADING
from piperoll.foundations.refusals import Refused
from piperoll.web.components.table import Column, Table
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed
from piperoll.web.direct_debit.forms import GuaranteeForm
from piperoll.web.direct_debit.listing import tabs
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.names import names_of


@page(permission="see_mandates", section="Direct Debits")
@require_http_methods(["GET", "POST"])
def guarantee(request: PageRequest) -> HttpResponse:
    """The Guarantee as letters carry it, and a form for its Welsh."""
    may = "import_guarantee" in request.actor.may
    form = GuaranteeForm(request.POST or None, request.FILES or None, use_required_attribute=False)
    if request.method == "POST" and may and form.is_valid():
        told = form.cleaned_data
        try:
            took = import_guarantee(
                content=told["file"].read(), source=told["source"], valid_from=told["valid_from"], **deed(request)
            )
        except Refused as refusal:
            field = refusal.facts.get("field")
            form.add_error(field if field in form.fields else None, refusal.sentence)
        else:
            return done(request, f"{took.heading}: in Welsh letters from {day(took.valid_from)}.", "guarantee")
    found = list(GuaranteeWording.objects.select_related("run"))
    names = names_of(one.run.by_username for one in found)
    columns = [Column("From", "day"), Column("Source"), Column("Taken in by")]
    wordings = [{"language": "en-GB", "heading": HEADING, "paragraphs": GUARANTEE}]
    wordings += [
        {"language": "cy", "heading": one.heading, "paragraphs": one.paragraphs.split("\n")} for one in found[:1]
    ]
    pieces = {
        "tabs": tabs("The Guarantee"), "form": form if may else None, "wordings": wordings,
        "table": Table(
            "In Welsh", columns, [[one.valid_from, one.source, names[one.run.by_username]] for one in found],
            empty="The Welsh was not taken in yet.",
        ),
    }  # fmt: skip
    return render(request, "direct_debit/guarantee.html", pieces)
