"""Copies past their time: how many, what is held and why, and erasing the rest."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from piperoll.dispatch.purge_copies import HELD, Due, due, purge_copies
from piperoll.web.components.status import Figure, Figures
from piperoll.web.components.table import Column, Table
from piperoll.web.components.wording import count, day
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, page
from piperoll.web.letters.tabs import tabs


class PurgeForm(forms.Form):
    """How many copies were shown."""

    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


@page(permission="see_letters", section="Letters")
@require_http_methods(["GET", "POST"])
def retention(request: PageRequest) -> HttpResponse:
    """What is past its time; whoever may purge it sees the button."""
    may = "purge_copies" in request.actor.may
    form = PurgeForm(request.POST or None)
    if request.method == "POST":
        request.actor.must("purge_copies")
        if form.is_valid():
            said_or_refused(
                request,
                lambda: purge_copies(seen=form.cleaned_data["seen"], **deed(request)),
                lambda done: f"Run {done.run}: {count(done.copies, 'copy', 'copies')} purged.",
            )
    found = due(timezone.localdate())
    pieces = {
        "tabs": tabs("retention"),
        "figures": _figures(found),
        "held": _held(found),
        "form": PurgeForm(initial={"seen": found.copies}) if may and found.copies else None,
        "button": f"Purge {count(found.copies, 'copy', 'copies')} for good",
    }
    return render(request, "letters/retention.html", pieces)


def _figures(found: Due) -> Figures:
    oldest = [Figure(day(found.oldest), "the oldest was kept until")] if found.oldest else []
    return Figures(
        (
            Figure(f"{found.copies:,}", "copies past their time"),
            Figure(f"{found.bytes / 1e6:,.1f} MB", "of files"),
            *oldest,
        )
    )


def _held(found: Due) -> Table:
    rows = [[HELD[why], many] for why, many in found.held.items()]
    columns = [Column("Kept all the same"), Column("Copies", "count")]
    return Table("Past their time and kept", columns, rows, empty="Nothing past its time is held.", caption_hidden=True)
