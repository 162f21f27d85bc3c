"""Trigger figures: up to which sum a month each group of flexible costs wants no explanation; a file begins others."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.arrangements.affordability import FLEXIBLE, LINES
from piperoll.arrangements.import_trigger_figures import import_trigger_figures
from piperoll.arrangements.models import TriggerFigure
from piperoll.foundations.refusals import Refused
from piperoll.web.components.html import together
from piperoll.web.components.keeping import KeptFileInput
from piperoll.web.components.links import Link
from piperoll.web.components.table import Column, Row, Table
from piperoll.web.components.wording import count
from piperoll.web.deeds import deed, on_disk
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.money_in.forms import not_too_large
from piperoll.web.set_up.dated import authority, holds, is_over
from piperoll.web.set_up.showing import trail

TITLE = "Trigger figures"


class FiguresFileForm(forms.Form):
    """Figures of the council's own."""

    file = forms.FileField(
        label="CSV of figures", widget=KeptFileInput, error_messages={"empty": "The file is empty"},
        help_text="group, single, extra_adult, under_14, from_14, valid_from, authority; vehicle, source. In pounds.",
    )  # fmt: skip


@page(permission="see_council", section="Set-up")
@require_GET
def trigger_figures(request: PageRequest) -> HttpResponse:
    """Every figure there is or was, group by group, the newest first."""
    about: object = (
        "A household that spends more than this a month is asked why, in a few words; it is never a reason to refuse. "
        "None come with Piperoll: members of the scheme that publishes them are sent them each spring."
    )
    if "import_trigger_figures" in request.actor.may:
        about = together([about, Link("Take figures in", reverse("import_trigger_figures"))], between=" ")
    pieces = {"title": TITLE, "about": about, "table": _figures(timezone.localdate()), "trail": trail()}
    return render(request, "set_up/part.html", pieces)


@page(permission="import_trigger_figures", section="Set-up")
@require_http_methods(["GET", "POST"])
def from_file(request: PageRequest) -> HttpResponse:
    """Figures of a file; the run's page tells what could not be taken."""
    form = FiguresFileForm(request.POST, request.FILES) if request.method == "POST" else FiguresFileForm()
    if form.is_valid():
        try:
            upload = not_too_large(form.cleaned_data["file"])
            with on_disk(upload) as path:
                made = import_trigger_figures(file=path, name=upload.name, **deed(request))
        except forms.ValidationError as fault:
            form.add_error("file", fault)
        except Refused as refusal:
            form.add_error("file", refusal.sentence)
        else:
            said = f"{count(made.begun, 'figure')} begun, {made.rejected:,} could not be taken."
            return done(request, said, "run", made.run)
    pieces = {"form": form, "trail": trail(Link(TITLE, reverse("trigger_figures")))}
    return render(request, "arrangements/import_trigger_figures.html", pieces)


def _figures(today: date) -> Table:
    columns = [
        Column("Costs"), Column("One adult", "money"), Column("Each adult more", "money"),
        Column("A child under 14", "money"), Column("One from 14", "money"), Column("A vehicle", "money"),
        Column("Holds"), Column("Authority"),
    ]  # fmt: skip
    found = sorted(TriggerFigure.objects.order_by("-valid_from"), key=lambda one: FLEXIBLE.index(one.group))
    rows = [
        Row(
            [
                LINES[one.group][1], one.single_pence, one.extra_adult_pence, one.under_14_pence, one.from_14_pence,
                one.vehicle_pence or "", holds(one), authority(one),
            ],
            quiet=is_over(one, today),
        )
        for one in found
    ]  # fmt: skip
    empty = "No figures were taken in: no household is asked to explain what it spends."
    return Table("Trigger figures, a month", columns, rows, empty=empty, caption_hidden=True)
