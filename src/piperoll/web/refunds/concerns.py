"""Concerns about refunds, for those who are to know, and nobody else."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from piperoll.refunds import concerns as told
from piperoll.refunds.settle_concern import settle_concern
from piperoll.web.components.links import Link
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, page
from piperoll.web.record.seeing import not_named
from piperoll.web.refunds.forms import ConcernForm
from piperoll.web.refunds.wording import SECTION, tabs

MOST = 200


@page(permission="see_concerns", section=SECTION)
@require_GET
def concerns(request: PageRequest) -> HttpResponse:
    """Those not settled first, each with its words and a form that settles it."""
    hidden = not_named(request)
    found = [one for one in told.every(request.actor, most=MOST) if one.customer not in hidden]
    columns = [Column("Refund"), Column("Concern"), Column("Stands"), Column("Amount", "money")]
    rows = [
        [
            Noted(Link(one.name, reverse("request", args=[one.request])), f"request {one.request}"),
            Noted(one.words, f"{one.raised_by}, {day(one.raised_on)}"),
            Noted(Tag("Settled", "green"), f"{one.settled} ({one.settled_by})") if one.settled else Tag("Held", "red"),
            one.pence,
        ]
        for one in found
    ]
    empty = "Nobody has raised a concern."
    pieces = {
        "tabs": tabs("concerns", request.actor.may),
        "table": Table("Concerns", columns, rows, empty=empty, caption_hidden=True),
        "open": [one for one in found if not one.settled],
        "forms": [
            {"one": one, "form": ConcernForm(label="What you found", auto_id=f"found_{one.concern}_%s")}
            for one in found
            if not one.settled
        ],
    }
    return render(request, "refunds/concerns.html", pieces)


@page(permission="settle_concern", section=SECTION)
@require_POST
def settle(request: PageRequest, number: int) -> HttpResponse:
    """Let the refund go."""
    said_or_refused(
        request,
        lambda: settle_concern(request=number, words=request.POST.get("words", "")[:2_000], **deed(request)),
        lambda made: f"Settled: the refund of request {made.request} may go with the next run.",
    )
    return redirect("concerns")
