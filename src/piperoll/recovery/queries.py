"""What pages and commands show of recovery: reminder runs, the accounts in one, what was done about a customer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from piperoll.database.statements import beside
from piperoll.recovery.finding import NoSuchReminderRun

sql = beside(__file__)


def runs(*, most: int, after: int = 0) -> Sequence[Any]:
    """Reminder runs, newest first."""
    found: Sequence[Any] = sql.runs(reminder_run=None, most=most, after=after)
    return found


def run(reminder_run: int) -> Any:
    """One run. Raises NoSuchReminderRun."""
    for found in sql.runs(reminder_run=reminder_run, most=1, after=0):
        return found
    raise NoSuchReminderRun(reminder_run=reminder_run)


def counts(reminder_run: int) -> Sequence[Any]:
    """A run's accounts by outcome, track and stage."""
    found: Sequence[Any] = sql.counts(reminder_run=reminder_run)
    return found


def accounts(reminder_run: int, *, why: str = "", stage: str = "", most: int, after: int = 0) -> Sequence[Any]:
    """Accounts of a run, those that owe most first."""
    found: Sequence[Any] = sql.accounts(reminder_run=reminder_run, why=why, stage=stage, most=most, after=after)
    return found


def done(customer: int, *, most: int) -> Sequence[Any]:
    """What was done about a customer, newest first."""
    found: Sequence[Any] = sql.done(customer=customer, most=most)
    return found
