"""Who may come in, and how no is said: 401 without a key, 403 beyond its role, 404, 409 for a refusal, 422 for what
cannot be read. The same thing asked again is well, and answered with 200."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer
from pydantic import ConfigDict, field_validator

from piperoll.authority.api_keys import actor_with
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.foundations.refusals import Refused


class KeyDoor(HttpBearer):
    """Lets a key in (`Authorization: Bearer piperoll_…`) as the person it acts for."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The person, or None."""
        return actor_with(token, on=timezone.localdate())


class Told(Schema):
    """What a system tells us: no words but those asked for, and none with a NUL, which no database keeps."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, str_max_length=10_000)

    @field_validator("*", mode="before")
    @classmethod
    def no_nul(cls, value: Any) -> Any:
        """Refuse a NUL with a sentence."""
        if isinstance(value, str) and "\x00" in value:
            raise ValueError("holds a NUL character")
        return value


class No(Schema):
    """Why not: which refusal, and the sentence a person would read."""

    refused: str
    why: str


class Already(Schema):
    """It was done before, and nothing was changed."""

    already: str
    why: str


api = NinjaAPI(
    title="Piperoll",
    version="1",
    description="A council's income: invoices and card payments, asked for by other systems. Sums are whole pence.",
    auth=KeyDoor(),
    docs_url=None,
    urls_namespace="api",
)


def acting(request: Any, verb: str) -> dict[str, Any]:
    """What every verb is handed, if the key's person may do it. Raises NotPermitted. Here the clock is read."""
    request.auth.must(verb)
    return {"on": timezone.localdate(), "at": timezone.now(), "by": request.auth}


@api.exception_handler(Refused)
def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """A refusal as JSON."""
    name = type(refusal).__name__
    if refusal.exit_code == 0:
        return api.create_response(request, {"already": name, "why": refusal.sentence}, status=200)
    status = 403 if isinstance(refusal, NotPermitted) else 404 if name.startswith("NoSuch") else 409
    return api.create_response(request, {"refused": name, "why": refusal.sentence}, status=status)


@api.exception_handler(AuthenticationError)
def no_key(request: HttpRequest, problem: AuthenticationError) -> HttpResponse:
    """There is no key, or it opens nothing."""
    why = "Give a key that is in use: Authorization: Bearer piperoll_… An administrator makes one on a user's page."
    return api.create_response(request, {"refused": "NoKey", "why": why}, status=401)


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, problem: ValidationError) -> HttpResponse:
    """The first thing that cannot be read, by its place."""
    first = problem.errors[0]
    place = ".".join(str(part) for part in first["loc"] if part not in ("body", "query", "path", "told"))
    why = f"{place}: {first['msg']}" if place else str(first["msg"])
    return api.create_response(request, {"refused": "NotUnderstood", "why": why}, status=422)


@api.exception_handler(HttpError)
def not_json(request: HttpRequest, problem: HttpError) -> HttpResponse:
    """What is no JSON at all."""
    return api.create_response(request, {"refused": "NotUnderstood", "why": str(problem)}, status=problem.status_code)
