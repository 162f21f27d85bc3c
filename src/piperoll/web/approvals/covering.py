"""Who decides for whom while they are away."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from piperoll.authority.arrange_cover import arrange_cover
from piperoll.authority.end_cover import end_cover
from piperoll.authority.models import Cover
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.web.approvals.forms import CoverForm
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, done, page

SHOWN = 50


@page(permission="arrange_cover", section="Approvals")
@require_http_methods(["GET", "POST"])
def cover(request: PageRequest) -> HttpResponse:
    """The covers there are, and another."""
    form = CoverForm(request.POST or None, use_required_attribute=False)
    if form.is_valid():
        try:
            made = arrange_cover(**form.cleaned_data, **deed(request))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            days = f"{day(made.valid_from)} to {day(made.valid_to)}"
            return done(request, f"{made.deputy} decides for {made.user}, {days}.", "cover")
    standing = Cover.objects.select_related("user", "deputy")[:SHOWN]
    today = timezone.localdate()
    pieces = {
        "form": form,
        "running": [one for one in standing if one.valid_to >= today],
        "table": _table(list(standing), today),
        "trail": breadcrumbs(_above(request.actor)),
    }
    return render(request, "approvals/cover.html", pieces)


def _above(who: Actor) -> Link:
    """Whoever decides comes from Approvals, whoever sets the council up from there."""
    name, address = ("Approvals", "approvals") if "see_requests" in who.may else ("Set-up", "set_up")
    return Link(name, reverse(address))


@page(permission="end_cover", section="Approvals")
@require_POST
def end(request: PageRequest, cover: int) -> HttpResponse:
    """Whoever was away is back."""
    said_or_refused(
        request,
        lambda: end_cover(cover=cover, **deed(request)),
        lambda ended: f"{ended.deputy} no longer decides for {ended.user}.",
    )
    return redirect("cover")


def _table(covers: list[Cover], today: date) -> Table:
    columns = [Column("Away"), Column("Stands in"), Column("From", "day"), Column("To", "day"), Column("State")]
    rows = [
        Row(
            [Noted(one.user.name, one.reason), one.deputy.name, one.valid_from, one.valid_to, _state(one, today)],
            quiet=one.valid_to < today,
        )
        for one in covers
    ]
    return Table("Covers", columns, rows, empty="Nobody stands in for anybody.", caption_hidden=True)


def _state(one: Cover, today: date) -> Tag:
    if one.valid_to < today:
        return Tag("Over", "grey")
    return Tag("To come", "yellow") if one.valid_from > today else Tag("Now", "green")
