"""set_next_action: what is to be done about an account, by which day; or that it is done with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from piperoll.cases import standing
from piperoll.cases.models import NextAction
from piperoll.cases.rules import ACTIONS, LONGEST_AHEAD
from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words, held


class NoSuchAction(Refused):
    """{action!r} is nothing that may be next. Choose one of {known}."""


class WhenIsItNext(Refused):
    """Say by which day it is to be done, from {on:%-d %B %Y} to {latest:%-d %B %Y}: what is further off is
    forgotten."""


class HourOfACallback(Refused):
    """Only a call back has an hour, since somebody was promised it."""


@dataclass(frozen=True)
class WhatIsNext:
    """What is next, by which day and hour, and in whose words; without an action the ladder says again."""

    action: str = ""
    due_on: date | None = None
    due_time: time | None = None
    note: str = ""


@dataclass(frozen=True)
class NextActionSet:
    """What is next on an account from now on."""

    run: int
    customer: str
    action: str
    due_on: date | None
    due_time: time | None


def set_next_action(
    *,
    customer: str,
    action: str,
    due_on: date | None = None,
    due_time: time | None = None,
    note: str = "",
    on: date,
    at: datetime,
    by: Actor,
) -> NextActionSet:
    """Set what is next on an account; an empty action says that it is done with, and the ladder says again.

    Raises NoSuchCustomer, NoSuchAction, WhenIsItNext, HourOfACallback, WordsTooLong, CardNumber, NoFigureHolds.
    """
    told = WhatIsNext(action, due_on, due_time, few_words(note, "what is to be done", needed=False))
    must_make_sense(told, on)
    whose = by_reference(customer)
    with running.act("set_next_action", on=on, at=at, by=by, customer=whose.pk, action=action) as run:
        held(whose.pk)
        keep(whose, told, run=run.id)
        standing.work_out_some([whose.pk], on, run=run.id)
        run.finish(said=in_words(told), why=told.note)
    return NextActionSet(run.id, whose.reference, told.action, told.due_on, told.due_time)


def must_make_sense(told: WhatIsNext, on: date) -> None:
    """Raises NoSuchAction, WhenIsItNext, HourOfACallback."""
    if told.action and told.action not in ACTIONS:
        raise NoSuchAction(action=told.action[:40], known=", ".join(ACTIONS), field="action")
    if told.action and (told.due_on is None or not on <= told.due_on <= on + LONGEST_AHEAD):
        raise WhenIsItNext(on=on, latest=on + LONGEST_AHEAD, field="due_on")
    if told.due_time and told.action != "callback":
        raise HourOfACallback(field="due_time")


def keep(whose: Customer, told: WhatIsNext, *, run: int) -> None:
    """Keep what is next, inside a deed's transaction."""
    dated = (told.due_on, told.due_time) if told.action else (None, None)
    NextAction.objects.create(
        customer=whose, action=told.action, due_on=dated[0], due_time=dated[1], note=told.note, run_id=run
    )


def in_words(told: WhatIsNext) -> str:
    """`Next: call them back by 3 December 2026 at 15:00`."""
    if not told.action or told.due_on is None:
        return "What was next is done"
    hour = f" at {told.due_time:%H:%M}" if told.due_time else ""
    return f"Next: {ACTIONS[told.action].lower()} by {told.due_on.day} {told.due_on:%B %Y}{hour}"
