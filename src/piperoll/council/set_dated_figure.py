"""set_dated_figure: a figure takes another value from a day on; what held before stays in its row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from piperoll.council.dating import begin
from piperoll.council.models import DatedFigure, Service
from piperoll.council.rules import FIGURES
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NoSuchFigure(Refused):
    """Piperoll asks for no figure called {name!r}. It asks for {known}."""


class NotThatMuch(Refused):
    """{what} must be {limits}, not {value}."""


class NoSuchService(Refused):
    """There is no service with the code {code!r}. See Set-up, Services."""


@dataclass(frozen=True)
class FigureSet:
    """A figure's new value and the day it begins; `service` is a code, empty for every service."""

    run: int
    name: str
    service: str
    value: Decimal
    valid_from: date


def set_dated_figure(
    *,
    name: str,
    value: Decimal,
    valid_from: date,
    authority: str,
    service: str = "",
    source: str = "",
    to_verify: bool = False,
    on: date,
    at: datetime,
    by: Actor,
) -> FigureSet:
    """Begin a new value of a figure, for one service or for all.

    Raises NoSuchFigure, NotThatMuch, NoSuchService, NoAuthority, BeginsTooEarly.
    """
    kind = FIGURES.get(name)
    if kind is None:
        raise NoSuchFigure(name=name, known=", ".join(FIGURES))
    if not kind.takes(value):
        raise NotThatMuch(what=kind.name, limits=kind.limits, value=value)
    with running.act("set_dated_figure", on=on, at=at, by=by, name=name, service=service, value=str(value)) as run:
        of = service_coded(service) if service else None
        row = DatedFigure(
            name=name, service=of, value=value, valid_from=valid_from, authority=authority.strip()[:120],
            source=source.strip()[:200], to_verify=to_verify,
        )  # fmt: skip
        what = f"{kind.name} of {of.name}" if of else kind.name
        begin(row, DatedFigure.objects.filter(name=name, service=of), what=what, on=on)
    return FigureSet(run.id, name, service, value, valid_from)


def service_coded(code: str) -> Service:
    """The service with a code. Raises NoSuchService."""
    found = Service.objects.filter(code=code.strip().upper()).first()
    if found is None:
        raise NoSuchService(code=code)
    return found
