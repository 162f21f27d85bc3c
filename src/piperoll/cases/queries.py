"""What pages and commands show of cases: worklists, who has how much, where one account stands, covers and teams."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from piperoll.authority.models import User
from piperoll.cases.models import Team
from piperoll.cases.rules import CHASING
from piperoll.database.statements import beside

sql = beside(__file__)
FOR_EVER = date(9999, 12, 31)


@dataclass(frozen=True)
class Asked:
    """Which part of the list: whose (None: everybody's), due between which days, of which service, of which action; or
    one account alone."""

    officers: Sequence[int] | None = None
    teams: Sequence[int] = ()
    unowned: bool = False
    since: date = date.min
    until: date = FOR_EVER
    service: int | None = None
    action: str = ""
    customer: int | None = None


def list_of_officer(officer: int, on: date) -> dict[str, Any]:
    """What makes up an officer's own list that day, for `Asked`."""
    found: dict[str, Any] = sql.lists_of(officer=officer, on=on)[0]._asdict()
    return found


def list_of_team(team: int, on: date) -> dict[str, Any]:
    """What makes up a team's list that day, for `Asked`."""
    found: dict[str, Any] = sql.list_of_team(team=team, on=on)[0]._asdict()
    return found


def list_of_nobody(on: date) -> dict[str, Any]:
    """What makes up the list of what nobody looks after that day, for `Asked`."""
    return {**sql.nobody_there(on=on)[0]._asdict(), "unowned": True}


def callbacks(asked: Asked, on: date, *, most: int) -> Sequence[Any]:
    """Calls that somebody was promised for an hour of today or before, by the hour."""
    return _worklist(asked, on, timed=True, most=most, after=0)


def worklist(asked: Asked, on: date, *, most: int, after: int = 0) -> Sequence[Any]:
    """All else of the list, by the day it is due and then by what is overdue."""
    return _worklist(asked, on, timed=False, most=most, after=after)


def due(officer: int, on: date) -> Any:
    """How many `accounts` of an officer's list are due that day, how many `calls` are promised, how many are `late`."""
    return sql.due(on=on, officer=officer)[0]


def _worklist(asked: Asked, on: date, *, timed: bool, most: int, after: int) -> Sequence[Any]:
    found: Sequence[Any] = sql.worklist(
        on=on, timed=timed, most=most, after=after, unowned=asked.unowned, since=asked.since,
        until=asked.until, service=asked.service, action=asked.action, customer=asked.customer,
        teams=list(asked.teams),
        officers=None if asked.officers is None else list(asked.officers),
    )  # fmt: skip
    return found


def diary(asked: Asked, *, most: int) -> Sequence[Any]:
    """What is due by day, of a list between two days: how many of what, and what is overdue on them."""
    found: Sequence[Any] = sql.diary(
        officers=list(asked.officers or ()), teams=list(asked.teams), since=asked.since, until=asked.until, most=most
    )
    return found


def load(on: date) -> Sequence[Any]:
    """What each owner has; what nobody owns comes first."""
    found: Sequence[Any] = sql.load(on=on)
    return found


def is_owned(row: Any) -> bool:
    """Whether somebody who works here sees to a row of `load`: an officer still here, a team with anybody in it."""
    return bool(row.is_active if row.officer_id else row.members)


def never_worked_out(on: date) -> Any:
    """How many `accounts` with something overdue are on no list, and their `pence`."""
    return sql.never_worked_out(on=on)[0]


def worked_out() -> Any | None:
    """The day and moment the lists were last worked out; None when they never were."""
    return next(iter(sql.worked_out()), None)


def stands(customer: int) -> Any | None:
    """One account as it stands on the lists; None when it is on none."""
    return next(iter(sql.stands(customer=customer)), None)


def stopped(account: int, on: date) -> str:
    """Why an account is not to be chased, that came since the lists were worked out; empty when nothing did."""
    return next((row.stopped or "" for row in worklist(Asked(customer=account), on, most=1)), "")


def given(customer: int, *, most: int) -> Sequence[Any]:
    """Who an account was given to by hand, newest first."""
    found: Sequence[Any] = sql.given(customer=customer, most=most)
    return found


def with_agents(*, most: int, after: int = 0) -> Sequence[Any]:
    """Cases that agents have, the one had longest first."""
    found: Sequence[Any] = sql.with_agents(most=most, after=after)
    return found


def covers_between(since: date, until: date) -> Sequence[Any]:
    """Covers that hold on some day between two, the newest first."""
    found: Sequence[Any] = sql.covers(since=since, until=until)
    return found


def owners() -> list[tuple[str, str]]:
    """Whom accounts may be given to: (code, name) of teams, (username, name) of officers."""
    teams = [(team.code, f"Team: {team.name}") for team in Team.objects.all()]
    people = [user for user in User.objects.filter(is_active=True) if user.may("set_next_action")]
    return [*teams, *((user.username, user.name) for user in people)]


def told(customer: int, *, most: int) -> Sequence[Any]:
    """What was said, written and sent, newest first."""
    found: Sequence[Any] = sql.told(customer=customer, most=most)
    return found


def to_call(asked: Asked, on: date, *, most: int) -> list[Any]:
    """Accounts to telephone today, promised calls first; whoever was called today already only at the hour promised,
    and nobody who is not to be chased any more."""
    found = [row for row in callbacks(asked, on, most=most) if row.action == "callback"]
    for action in ("callback", "call"):
        rows = worklist(replace(asked, action=action, until=on), on, most=most)
        found += [row for row in rows if not row.stopped or action not in CHASING]
    called = {row.customer_id for row in sql.called_today(on=on, customers=[row.customer_id for row in found])}
    return [row for row in found if row.due_time or row.customer_id not in called]
