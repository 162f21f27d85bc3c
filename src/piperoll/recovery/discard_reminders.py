"""discard_reminders: a proposal that should not go is given up, with a reason; whoever proposed it may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.foundations.actors import Actor
from piperoll.recovery.finding import must_be_undecided, reminder_run_numbered
from piperoll.recovery.issue_reminders import decide
from piperoll.recovery.propose_reminders import sql as proposing
from piperoll.runs import running
from piperoll.safeguards.words import few_words


@dataclass(frozen=True)
class RemindersDiscarded:
    """A reminder run given up: so many letters that do not go."""

    run: int
    reminder_run: int
    letters: int


def discard_reminders(*, reminder_run: int, reason: str, on: date, at: datetime, by: Actor) -> RemindersDiscarded:
    """Give a reminder run up before it is issued.

    Raises NoSuchReminderRun, RemindersIssuedAlready, RemindersGivenUp, WordsMissing, WordsTooLong.
    """
    by.must("discard_reminders")
    said = few_words(reason, "why it should not go")
    found = reminder_run_numbered(reminder_run)
    must_be_undecided(reminder_run)
    with running.act("discard_reminders", on=on, at=at, by=by, reminder_run=reminder_run) as run:
        proposing.one_at_a_time()
        decide(found, "discarded", said, run)
        run.finish(letters=found.letters)
    return RemindersDiscarded(run.id, reminder_run, found.letters)
