"""add_service: another department may send us charges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.council.models import Service
from piperoll.council.rules import is_code
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class BadCode(Refused):
    """{code!r} cannot be a code: use up to 12 capitals, digits and hyphens, as the files will name it."""


class CodeTaken(Refused):
    """The code {code} is taken by {name}. Choose another."""


class NameMissing(Refused):
    """Enter a name of at most 80 letters."""


@dataclass(frozen=True)
class ServiceAdded:
    """A service that feeder files may name from now on."""

    run: int
    code: str
    name: str


def add_service(*, code: str, name: str, email: str = "", on: date, at: datetime, by: Actor) -> ServiceAdded:
    """Add a service. Raises BadCode, NameMissing, CodeTaken."""
    code, name = checked_code(code), checked_name(name)
    with running.act("add_service", on=on, at=at, by=by, code=code) as run:
        standing = Service.objects.filter(code=code).first()
        if standing:
            raise CodeTaken(code=code, name=standing.name)
        Service.objects.create(code=code, name=name, email=email.strip())
    return ServiceAdded(run.id, code, name)


def checked_code(code: str) -> str:
    """A code as it will be kept. Raises BadCode."""
    code = code.strip().upper()
    if not is_code(code):
        raise BadCode(code=code)
    return code


def checked_name(name: str) -> str:
    """A name as it will be kept. Raises NameMissing."""
    name = " ".join(name.split())
    if not 0 < len(name) <= 80:
        raise NameMissing()
    return name
