"""Requests as people look for them: those they may decide, those they asked for, those they are to know of."""

from __future__ import annotations

from datetime import date
from typing import Any

from piperoll.authority.decide_request import NoSuchRequest
from piperoll.authority.models import Request, User
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor

sql = beside(__file__)
MOST_WAITING = 500


def waiting_for(who: Actor, *, on: date, most: int = MOST_WAITING) -> list[Any]:
    """The requests somebody may decide on a day, the longest waiting first."""
    if "decide_request" not in who.may:
        return []
    found: list[Any] = sql.waiting_for(user=who.user_id, services=_services(who), on=on, most=most)
    return found


def how_many_wait(who: Actor, *, on: date) -> int:
    """How many requests somebody may decide on a day."""
    if "decide_request" not in who.may:
        return 0
    return int(sql.how_many_wait(user=who.user_id, services=_services(who), on=on)[0].many)


def listed(
    who: Actor, *, mine: bool = False, told: bool = False, state: str = "", customer: int | None = None,
    subject: str = "", most: int, after: int = 0,
) -> list[Any]:  # fmt: skip
    """Requests somebody may see, newest first: `mine` are those they asked for, `told` those they are to know of."""
    role = User.objects.values_list("role", flat=True).get(pk=who.user_id) if told else ""
    found: list[Any] = sql.listed(
        services=_services(who), asked_by=who.user_id if mine else None, state=state, told=role, customer=customer,
        subject=subject, most=most, after=after,
    )  # fmt: skip
    return found


def request_for(who: Actor, request: int) -> Request:
    """A request that is theirs to see. Raises NoSuchRequest."""
    found = Request.objects.select_related("service", "asked_by", "standing__limit").filter(pk=request).first()
    if found is None or not who.sees_service(found.service_id):
        raise NoSuchRequest(request=request)
    return found


def events_of(request: int) -> list[Any]:
    """What happened to a request, in order."""
    found: list[Any] = sql.events(request=request)
    return found


def _services(who: Actor) -> list[int] | None:
    return None if who.services is None else sorted(who.services)
