"""All arrangements, those that need somebody first; and all promises."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.arrangements import promising, standing
from piperoll.arrangements.rules import ENDS, STATES
from piperoll.arrangements.watch_arrangements import watch_arrangements
from piperoll.foundations.actors import NotPermitted
from piperoll.foundations.money import pounds
from piperoll.safeguards.seeing import NOT_NAMED
from piperoll.web.arrangements.forms import WhichForm, WhichPromisesForm
from piperoll.web.arrangements.wording import SECTION, arrangement_table, promise_table
from piperoll.web.components.status import Figure, Figures
from piperoll.web.components.wording import count
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, page
from piperoll.web.paging import page_number, pages
from piperoll.web.record.seeing import masked
from piperoll.web.recovery.tabs import tabs

A_PAGE = 50


@page(permission="see_arrangements", section=SECTION)
@require_http_methods(["GET", "POST"])
def arrangements(request: PageRequest) -> HttpResponse:
    """Every arrangement that stands, and how many stand where; a button that looks at them for today."""
    if request.method == "POST":
        return _watch(request)
    today = timezone.localdate()
    form = WhichForm(request.GET)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    found = standing.listed(
        today, state=state, ended=state in ENDS, most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE
    )
    pieces = {
        "tabs": tabs(request, "arrangements"),
        "form": form,
        "figures": _figures(standing.counts(today)),
        "may_watch": "watch_arrangements" in request.actor.may,
        "table": arrangement_table(
            masked(request, found[:A_PAGE], reference="reference", name=NOT_NAMED), with_customer=True,
            caption="Arrangements", empty="None stands here.",
        ),
        "pages": pages(request, more=len(found) > A_PAGE),
    }  # fmt: skip
    return render(request, "arrangements/list.html", pieces)


def _figures(rows: list[Any]) -> Figures:
    by_state = {row.state: row for row in rows}
    return Figures(
        (
            Figure(f"{sum(row.many for row in by_state.values()):,}", "stand"),
            Figure(pounds(sum(row.open_pence for row in by_state.values())), "still open"),
            Figure(pounds(sum(row.behind_pence for row in by_state.values())), "of it behind"),
            *(Figure(f"{row.many:,}", STATES[state].lower()) for state, row in by_state.items() if state != "kept"),
        )
    )


def _watch(request: PageRequest) -> HttpResponse:
    if "watch_arrangements" not in request.actor.may:
        raise NotPermitted(name=request.actor.name, act="watch arrangements", role=request.actor.role)
    said_or_refused(
        request,
        lambda: watch_arrangements(**deed(request)),
        lambda made: (
            f"{count(made.arrangements, 'arrangement')} looked at: {made.late:,} late and written to, "
            f"{made.completed:,} completed, {made.broken:,} broken."
        ),
    )
    return redirect("arrangements")


@page(permission="see_arrangements", section=SECTION)
@require_GET
def promises(request: PageRequest) -> HttpResponse:
    """Promises to pay, those that wait first."""
    form = WhichPromisesForm(request.GET)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    found = promising.listed(
        timezone.localdate(), state=state, most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE
    )  # fmt: skip
    shown = masked(request, found[:A_PAGE], reference="reference", name=NOT_NAMED, promised_by="")
    pieces = {
        "tabs": tabs(request, "promises"),
        "form": form,
        "table": promise_table(shown, with_customer=True, caption="Promises"),
        "pages": pages(request, more=len(found) > A_PAGE),
    }
    return render(request, "arrangements/promises.html", pieces)
