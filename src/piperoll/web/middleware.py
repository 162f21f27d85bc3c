"""Every page asks who is there and whether they may; every refusal becomes a sentence on a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

from piperoll.authority.sign_in import actor_of
from piperoll.foundations.actors import NotPermitted
from piperoll.foundations.refusals import Refused
from piperoll.web.doors import door_of, refused
from piperoll.web.record.seeing import guard

OPEN_WITH_AN_OLD_PASSWORD = ("change_password", "sign_out")


class SignInRequired:
    """Opens a view's door (doors.py) to those it is for; others sign in, change a given password or read why not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.actor = actor_of(request.user) if request.user.is_authenticated else None
        response = self.get_response(request)
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        return response

    def process_view(self, request: Any, view: Callable[..., Any], given: Any, named: Any) -> HttpResponse | None:
        """Stop at a closed door."""
        door = door_of(view)
        if door is None:
            raise ImproperlyConfigured(
                f"{view.__module__}.{view.__qualname__} has no door: mark it with @page or @public"
            )
        if request.actor is None:
            return None if door.permission is None else redirect_to_login(request.get_full_path())
        if not door.opens_to(request.actor):
            act = str(door.permission).replace("_", " ")
            return refused(request, NotPermitted(name=request.actor.name, act=act, role=request.actor.role))
        if request.user.must_change_password and request.resolver_match.url_name not in OPEN_WITH_AN_OLD_PASSWORD:
            return redirect("change_password")
        try:
            guard(request, door.section, named)
        except Refused as refusal:
            return refused(request, refusal)
        return None

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Say a refusal that no page of its own caught."""
        return refused(request, problem) if isinstance(problem, Refused) else None
