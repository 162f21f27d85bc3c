"""Anytown's October, reconciled: every bank account and control prepared by an officer and signed by a senior one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from piperoll.anytown.outcome import Outcome
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.month_ends import Standing, standings
from piperoll.reconciliation.prepare_month_end import prepare_month_end
from piperoll.reconciliation.review_month_end import review_month_end
from piperoll.reconciliation.rules import last_month_end

STEPS = 1


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """Sign the month before the day; November stays open. Done before, it changes nothing."""
    until = last_month_end(on)
    waiting = [one for one in standings(until) if one.state in ("none", "prepared")]
    for one in waiting:
        number = one.found.pk if one.found else _prepare(one, on, at, team["officer"])
        review_month_end(month_end=number, on=on, at=at, by=team["senior"])
    found = [one.found for one in standings(until) if one.found]
    owed = sum(one.ledger_pence for one in found if one.kind == "debtors")
    yield Outcome(
        "day", f"Sign {until:%B}’s reconciliations", max(one.run_id for one in found), len(found), len(found),
        "reconciliations", 0, owed, not waiting,
    )  # fmt: skip


def _prepare(one: Standing, on: date, at: datetime, by: Actor) -> int:
    return prepare_month_end(kind=one.kind, bank=one.bank, month=one.until, on=on, at=at, by=by).month_end
