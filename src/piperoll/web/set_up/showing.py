"""A part of the set-up on a page: what there is, and the form that adds to it for those who may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from piperoll.foundations.actors import NotPermitted
from piperoll.foundations.refusals import Refused
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.table import Table
from piperoll.web.deeds import deed
from piperoll.web.doors import done


@dataclass(frozen=True)
class Adding:
    """How something is added: the permission, the form, the verb it calls and what is said when it is done."""

    verb: str
    title: str
    form: type[forms.Form]
    act: Callable[..., Any]
    says: Callable[[Any], str]


def part(
    request: Any,
    *,
    title: str,
    about: str,
    table: Callable[[], Table],
    adding: Adding,
    choosing: forms.Form | None = None,
) -> HttpResponse:
    """Show the part; when its form is sent, add what it says and show the part again.

    `choosing` chooses which of a long table to show.
    Raises NotPermitted when somebody without the permission sends the form.
    """
    may_add = adding.verb in request.actor.may
    asked = request.method == "POST"
    if asked and not may_add:
        raise NotPermitted(name=request.actor.name, act=adding.title.lower(), role=request.actor.role)
    form = adding.form(request.POST) if asked else adding.form()
    if asked and form.is_valid():
        try:
            outcome = adding.act(**form.cleaned_data, **deed(request))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return done(request, adding.says(outcome), request.resolver_match.url_name)
    pieces = {
        "title": title,
        "about": about,
        "table": table(),
        "adding": adding.title,
        "may_add": may_add,
        "choosing": choosing,
    }
    return render(request, "set_up/part.html", {**pieces, "trail": trail(), "form": form if may_add else None})


def trail(*more: Link) -> Any:
    """Where a part stands."""
    return breadcrumbs(Link("Set-up", reverse("set_up")), *more)


def changing(request: HttpRequest, form: forms.BaseForm, act: Callable[[], Any]) -> Any | None:
    """What came of sending a form that changes something; None when it is not sent, not valid or refused.

    A refusal that names a `detail` stands at that field.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return act()
    except Refused as refusal:
        detail = refusal.facts.get("detail")
        form.add_error(detail if detail in form.fields else None, refusal.sentence)
        return None
