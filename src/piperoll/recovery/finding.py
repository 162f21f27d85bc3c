"""Finding reminder runs, and refusing those there are not or that were decided."""

from __future__ import annotations

from piperoll.foundations.refusals import Refused
from piperoll.recovery.models import ReminderRun, ReminderVerdict


class NoSuchReminderRun(Refused):
    """There is no reminder run {reminder_run}. See Recovery for those there are."""


class RemindersIssuedAlready(Refused):
    """Reminder run {reminder_run} was issued already, by {by}. Nothing was changed."""

    exit_code = 0


class RemindersGivenUp(Refused):
    """Reminder run {reminder_run} was given up by {by}: propose afresh."""


def reminder_run_numbered(reminder_run: int) -> ReminderRun:
    """A reminder run by its number. Raises NoSuchReminderRun."""
    found = ReminderRun.objects.filter(pk=reminder_run).first()
    if found is None:
        raise NoSuchReminderRun(reminder_run=reminder_run)
    return found


def must_be_undecided(reminder_run: int) -> None:
    """Raises RemindersIssuedAlready or RemindersGivenUp when a verdict stands."""
    verdict = ReminderVerdict.objects.select_related("run").filter(reminder_run=reminder_run).first()
    if verdict:
        kind = RemindersIssuedAlready if verdict.what == "issued" else RemindersGivenUp
        raise kind(reminder_run=reminder_run, by=verdict.run.by_username)
