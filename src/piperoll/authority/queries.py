"""Requests as people look for them: those they may decide, those they asked for, those they are to know of."""

from __future__ import annotations

from datetime import date
from typing import Any

from piperoll.authority.asking import NoSuchRequest
from piperoll.authority.models import Request, RequestFile, User
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused

sql = beside(__file__)
MOST_WAITING = 500


class NoSuchFile(Refused):
    """Request {request} has no file {file}. Its files are listed on its page."""


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


def yours(who: Actor, *states: str, most: int, after: int = 0) -> list[Any]:
    """What somebody asked for, in these states, the newest first, with what happened to each last and why."""
    found: list[Any] = sql.yours(user=who.user_id, states=list(states), most=most, after=after)
    return found


def how_yours_stand(who: Actor) -> Any:
    """How many of somebody's own requests are `returned` to them, and how many are `waiting` for somebody else."""
    (found,) = sql.how_yours_stand(user=who.user_id)
    return found


def request_for(who: Actor, request: int) -> Request:
    """A request that is theirs to see. Raises NoSuchRequest."""
    found = Request.objects.select_related("service", "asked_by", "standing__limit").filter(pk=request).first()
    if found is None or not who.sees_service(found.service_id):
        raise NoSuchRequest(request=request)
    return found


def files_of(request: int) -> list[RequestFile]:
    """The files of a request, oldest first, without what is in them."""
    return list(RequestFile.objects.filter(request_id=request).defer("content"))


def file_for(who: Actor, request: int, file: int) -> RequestFile:
    """A file of a request that is theirs to see, whole. Raises NoSuchRequest, NoSuchFile."""
    found = RequestFile.objects.filter(pk=file, request=request_for(who, request)).first()
    if found is None:
        raise NoSuchFile(request=request, file=file)
    return found


def events_of(request: int) -> list[Any]:
    """What happened to a request, in order."""
    found: list[Any] = sql.events(request=request)
    return found


def _services(who: Actor) -> list[int] | None:
    return None if who.services is None else sorted(who.services)
