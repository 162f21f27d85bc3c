"""assign_services: which services somebody of a service works for; they see those services' things and no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.authority.models import UserService
from piperoll.authority.people import hold
from piperoll.authority.rules import ROLES
from piperoll.council.set_dated_figure import service_coded
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NotOfAService(Refused):
    """{name} is {role} and sees every service: only service requesters and approvers belong to some."""


@dataclass(frozen=True)
class ServicesAssigned:
    """Somebody's services, by code."""

    run: int
    username: str
    name: str
    services: tuple[str, ...]


def assign_services(*, username: str, services: Sequence[str], on: date, at: datetime, by: Actor) -> ServicesAssigned:
    """Give somebody these services and no others. Raises NobodyCalled, NotOfAService, NoSuchService."""
    with running.act("assign_services", on=on, at=at, by=by, username=username, services=list(services)) as run:
        user = hold(username)
        if not ROLES[user.role].of_a_service:
            raise NotOfAService(name=user.name, role=ROLES[user.role].name)
        wanted = {service.code: service for service in map(service_coded, services)}
        was = sorted(user.services.values_list("service__code", flat=True))
        user.services.exclude(service__code__in=wanted).delete()
        UserService.objects.bulk_create(
            UserService(user=user, service=service) for code, service in wanted.items() if code not in was
        )
        run.finish(was=was, services=sorted(wanted))
    return ServicesAssigned(run.id, user.username, user.name, tuple(sorted(wanted)))
