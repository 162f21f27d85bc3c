"""The acts that need authority, and how an approved request for each is carried out.

A room above registers its acts as it is loaded (`apps.py`, `ready`): `authority` knows their names, not their work.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from piperoll.authority.models import Request
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs.running import RunInHand


class NoSuchAct(Refused):
    """There is no act called {act!r} that needs authority. There are {known}."""


class CarryOut(Protocol):
    """Does an approved request within the transaction that approves it, and says in a sentence what was done."""

    def __call__(self, request: Request, /, *, run: RunInHand, on: date, at: datetime, by: Actor) -> str: ...


@dataclass(frozen=True)
class Act:
    """An act by its name and as people read it; `reasons` are the codes it takes, each in words.

    `days` is how soon it must be decided, the day it was asked for counted; None when nothing presses. `counts_days`
    is for how long what the same customer had of it counts towards the limit. Without any limit an optional one is
    everybody's whose role allows it; any other is nobody's.
    """

    name: str
    title: str
    carry_out: CarryOut
    reasons: dict[str, str]
    days: int | None = None
    counts_days: int = 365
    is_optional: bool = False

    def decide_by(self, asked_on: date) -> date | None:
        """The last day on which a decision is on time."""
        return asked_on + timedelta(days=self.days - 1) if self.days else None


_ACTS: dict[str, Act] = {}


def register(act: Act) -> None:
    """Make an act known."""
    _ACTS[act.name] = act


def every() -> list[Act]:
    """All acts, in the order rooms registered them."""
    return list(_ACTS.values())


def named(name: str) -> Act:
    """The act with a name. Raises NoSuchAct."""
    if name not in _ACTS:
        raise NoSuchAct(act=name, known=", ".join(_ACTS) or "none yet")
    return _ACTS[name]
