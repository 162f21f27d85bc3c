"""What the set-up lacks, and the button that adds what Piperoll comes with."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from piperoll.council.add_first_figures import add_first_figures
from piperoll.documents.load_templates import load_templates
from piperoll.foundations.actors import NotPermitted
from piperoll.reporting.set_up_gaps import Gap, gaps
from piperoll.web.components.links import Link
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import count
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import page
from piperoll.web.set_up.showing import trail

_KINDS = {"limit": "Limit", "figure": "Figure", "template": "Template"}
_WHERE = {"limit": ("limits", "set_limit"), "figure": ("dated_figures", "set_dated_figure")}
_FILLS: dict[str, Callable[..., Any]] = {"figure": add_first_figures, "template": load_templates}


@page(permission="see_council", section="Set-up")
@require_http_methods(["GET", "POST"])
def what_is_missing(request: Any) -> HttpResponse:
    """Limits, figures and templates that are missing; and adding those that Piperoll has."""
    found, may = gaps(timezone.localdate()), request.actor.may
    if request.method == "POST":
        if "add_first_figures" not in may:
            raise NotPermitted(name=request.actor.name, act="add what is missing", role=request.actor.role)
        _fill(request, found)
        return redirect("set_up_gaps")
    columns = [Column("What"), Column("Without it"), Column("How it is filled")]
    pieces = {
        "table": Table("Missing", columns, [_row(one, may) for one in found], empty="Nothing is missing.",
                       caption_hidden=True),
        "may_add": "add_first_figures" in may and any(one.can_be_added for one in found),
        "trail": trail(),
    }  # fmt: skip
    return render(request, "set_up/gaps.html", pieces)


def _fill(request: HttpRequest, found: list[Gap]) -> None:
    for kind, act in _FILLS.items():
        if any(one.kind == kind and one.can_be_added for one in found):
            said_or_refused(request, partial(act, **deed(request)), partial(_said, kind))


def _said(kind: str, added: Any) -> str:
    return f"{count(len(added.names), kind)} added."


def _row(one: Gap, may: frozenset[str]) -> list[object]:
    if one.can_be_added:
        how: object = Tag("Piperoll has one", "green")
    else:
        where, verb = _WHERE[one.kind]
        how = Link("Set it", f"{reverse(where)}#add", f"for {one.words}") if verb in may else "An administrator sets it"
    return [Noted(one.words, _KINDS[one.kind]), one.follows, how]
