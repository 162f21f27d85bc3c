"""A month of Direct Debit, day by day: what payers were told, files due in, money moving, claims to answer."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from piperoll.bacs import queries
from piperoll.bacs.queries import Happening
from piperoll.council.models import Holiday
from piperoll.foundations.money import pounds
from piperoll.web.bacs.wording import SECTION, tabs
from piperoll.web.components.html import element
from piperoll.web.components.links import Link
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import day
from piperoll.web.doors import page


@page(permission="see_mandates", section=SECTION)
@require_GET
def month(request: HttpRequest) -> HttpResponse:
    """The month asked for (`?of=2026-12`), else this one."""
    first = _asked(request.GET.get("of", ""))
    before, after = (first - timedelta(days=1)).replace(day=1), (first + timedelta(days=32)).replace(day=1)
    holidays = Holiday.objects.filter(on__gte=first, on__lt=after).values_list("on", "name")
    pieces = {
        "tabs": tabs("month"),
        "title": f"{first:%B %Y}",
        "before": Link(f"{before:%B %Y}", f"{reverse('collection_month')}?of={before:%Y-%m}"),
        "after": Link(f"{after:%B %Y}", f"{reverse('collection_month')}?of={after:%Y-%m}"),
        "table": _table(queries.month(first), dict(holidays)),
    }
    return render(request, "bacs/month.html", pieces)


def _asked(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return timezone.localdate().replace(day=1)


def _table(happenings: list[Happening], holidays: dict[date, str]) -> Table:
    closed = [Happening(on, f"Banks are closed: {name}", 0, 0) for on, name in holidays.items()]
    rows = [
        [Noted(day(on), f"{on:%A}"), element("ul", *map(_line, mine), class_="govuk-list app-list--tight")]
        for on, mine in groupby(sorted([*happenings, *closed], key=lambda one: one.on), key=lambda one: one.on)
    ]
    return Table(
        "The month", [Column("Day", "text"), Column("What happens")], rows, caption_hidden=True,
        empty="Nothing happens in this month.",
    )  # fmt: skip


def _line(one: Happening) -> object:
    sum_ = f": {one.many:,}, {pounds(one.pence)}" if one.pence else f": {one.many:,}" if one.many else ""
    if one.collection_run:
        link = Link(one.what, reverse("collection_run", args=[one.collection_run]))
        return element("li", link, f" (run {one.collection_run}){sum_}")
    if one.claim:
        return element("li", Link(one.what, reverse("claim", args=[one.claim])), f", {pounds(one.pence)}")
    return element("li", f"{one.what}{sum_}")
