"""How a page is marked: the permission it needs and the section it stands in. A view without a mark opens to nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.seeing import RecordRestricted

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
EVERY_ROLE = "*"


class PageRequest(HttpRequest):
    """A request that has come through a door: `actor` is the person who signed in."""

    actor: Actor


@dataclass(frozen=True)
class Door:
    """What a view asks of who opens it. `permission` is None for a page that needs no signing in."""

    permission: str | None
    section: str = ""

    def opens_to(self, actor: Actor) -> bool:
        """Whether the person may open it."""
        return self.permission in (None, EVERY_ROLE) or self.permission in actor.may


def page(*, permission: str, section: str = "") -> Callable[[View], View]:
    """Mark a view with the permission it needs (a verb's name, `see_…` or EVERY_ROLE) and its section."""
    return _mark(Door(permission, section))


def public(view: View) -> View:
    """Mark a view that needs no signing in."""
    return _mark(Door(None))(view)


def _mark(door: Door) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.door = door  # type: ignore[attr-defined]
        return view

    return mark


def door_of(view: Callable[..., Any]) -> Door | None:
    """The view's mark, if it has one."""
    found: Door | None = getattr(view, "door", None)
    return found


def done(request: HttpRequest, sentence: str, to: Any, *given: Any, **named: Any) -> HttpResponse:
    """The answer to an act that was done: go to a page (as `redirect` takes it) and say so there."""
    messages.success(request, sentence)
    there: HttpResponse = redirect(to, *given, **named)
    return there


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """A page that says why not: 403 for a permission, 404 for what there is not (NoSuch…), 409 for anything else.

    Of a restricted record it leads to who may see it.
    """
    status = 403 if isinstance(refusal, NotPermitted) else 404 if type(refusal).__name__.startswith("NoSuch") else 409
    seeing = reverse("seeing", args=[refusal.facts["reference"]]) if isinstance(refusal, RecordRestricted) else ""
    told = {"sentence": refusal.sentence, "status": status, "seeing": seeing}
    return render(request, "piperoll/refused.html", told, status=status)
