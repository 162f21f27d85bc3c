"""Files watched: what is amiss and what to do, saying what was found out, and what should come when."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.foundations.refusals import Refused
from piperoll.interfaces import queries
from piperoll.interfaces.acknowledge_alert import acknowledge_alert
from piperoll.interfaces.alerts import KINDS, Alert, standing
from piperoll.interfaces.expect_file import WEEKDAYS, called, expect_file
from piperoll.interfaces.models import Expectation
from piperoll.web.alerts.forms import ExpectForm, ReasonForm
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.money_in.tabs import tabs
from piperoll.web.names import names_of

COLOURS = {"late": "red", "empty": "orange", "duplicate": "yellow", "unbalanced": "red", "out_of_sequence": "orange"}


@page(permission="see_alerts", section="Money in")
@require_GET
def alerts(request: PageRequest) -> HttpResponse:
    """What is amiss, what should come when, and what was looked into."""
    pieces = {
        "standing": _standing(standing(timezone.now())),
        "expected": _expected(queries.expectations(timezone.localdate())),
        "acknowledged": _acknowledged(),
        "tabs": tabs(request, "alerts"),
    }
    return render(request, "alerts/alerts.html", pieces)


@page(permission="see_alerts", section="Money in")
@require_http_methods(["GET", "POST"])
def alert(request: PageRequest, key: str) -> HttpResponse:
    """One alert, and saying what was found out about it."""
    shown = next((one for one in standing(timezone.now()) if one.key == key), None)
    if shown is None:
        raise Http404
    may = "acknowledge_alert" in request.actor.may
    form = ReasonForm(request.POST or None, use_required_attribute=False)
    if request.method == "POST" and may and form.is_valid():
        try:
            acknowledge_alert(key=key, **form.cleaned_data, **deed(request))
        except Refused as refusal:
            form.add_error("reason", refusal.sentence)
        else:
            return done(request, f"{shown.name}: noted, and it no longer stands.", reverse("alerts"))
    facts = [
        Fact("What is amiss", _tag(shown)),
        Fact("Since", day(shown.since)),
        Fact("What happened", shown.told),
        Fact("What to do", shown.to_do),
    ]
    pieces = {
        "shown": shown,
        "facts": Summary(facts, title="The alert"),
        "form": form if may else None,
        "trail": _trail(),
    }
    return render(request, "alerts/alert.html", pieces)


@page(permission="expect_file", section="Money in")
@require_http_methods(["GET", "POST"])
def expect(request: PageRequest) -> HttpResponse:
    """Say what should come when."""
    start = {"weekdays": list(WEEKDAYS), "by_hour": "09:30", "valid_from": timezone.localdate()}
    form = ExpectForm(request.POST or None, initial=start, use_required_attribute=False)
    if request.method == "POST" and form.is_valid():
        try:
            made = expect_file(**form.given(), **deed(request))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            said = f"expected from {day(made.valid_from)}" if made.weekdays else "no longer expected"
            return done(request, f"{made.name}: {said}.", reverse("alerts"))
    return render(request, "alerts/expect.html", {"form": form, "trail": _trail()})


def _standing(found: list[Alert]) -> Table:
    columns = [Column("File"), Column("Amiss"), Column("Since", "day"), Column("What happened, and what to do")]
    rows = [
        [Link(one.name, reverse("alert", args=[one.key])), _tag(one), one.since, Noted(one.told, one.to_do)]
        for one in found
    ]
    return Table(
        "Amiss now", columns, rows, empty="No alert stands: what should have come has, and nothing was refused."
    )


def _tag(shown: Alert) -> Tag:
    return Tag(KINDS[shown.kind], COLOURS[shown.kind])


def _expected(rows: list[Expectation]) -> Table:
    columns = [Column("File"), Column("On"), Column("By"), Column("From", "day"), Column("By the authority of")]
    empty = "No file is expected yet, so none is ever late but reports Bacs owes us on files of ours."
    return Table("What should come", columns, [_expectation(row) for row in rows], empty=empty)


def _expectation(row: Expectation) -> list[object]:
    every = len(row.weekdays) == len(WEEKDAYS)
    days = "Every working day" if every else ", ".join(WEEKDAYS[one] for one in row.weekdays)
    named: Any = called(row.kind, row.subject)
    until = Noted(days, f"Until {day(row.valid_to)}") if row.valid_to else days
    return [named, until, f"{row.by_hour:%H:%M}", row.valid_from, row.authority]


def _acknowledged() -> Table | str:
    columns = [Column("Alert"), Column("On", "day"), Column("By"), Column("What they found out")]
    found = list(queries.acknowledged())
    names = names_of(one.by_username for one in found)
    rows = [[one.told, timezone.localdate(one.acknowledged_at), names[one.by_username], one.reason] for one in found]
    return Table("Looked into, newest first", columns, rows) if rows else ""


def _trail() -> Any:
    return breadcrumbs(Link("Money in", reverse("statements")), Link("Files watched", reverse("alerts")))
