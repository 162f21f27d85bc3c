"""propose_reminders: every account with something overdue is looked at, and has its next step or the reason why not.

Nothing is sent: the run waits for somebody else to look at it and issue it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.recovery import ladder
from piperoll.recovery.models import ReminderRun
from piperoll.runs import running

sql = beside(__file__)


class ProposedAlready(Refused):
    """Reminder run {reminder_run} waits to be issued. Issue it or give it up first; nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class RemindersProposed:
    """A proposal: so many accounts looked at, so many letters for so many pence; None when nothing is overdue."""

    run: int
    reminder_run: int | None
    accounts: int
    letters: int
    letters_pence: int
    work: int


def propose_reminders(*, on: date, at: datetime, by: Actor) -> RemindersProposed:
    """Work the ladder out for everybody and keep what it says. `work` counts the steps somebody must take.

    Raises ProposedAlready.
    """
    by.must("propose_reminders")
    with running.act("propose_reminders", on=on, at=at, by=by) as run:
        sql.one_at_a_time()
        if waiting := ReminderRun.objects.filter(verdict=None, letters__gt=0).first():
            raise ProposedAlready(reminder_run=waiting.pk)
        ladder.work_out(on)
        sql.one_on_its_way()
        (found,) = sql.counts()
        proposed = None
        if found.accounts:
            proposed = ReminderRun.objects.create(
                proposed_on=on, proposed_by_id=by.user_id, proposed_at=at, accounts=found.accounts,
                letters=found.letters, letters_pence=found.letters_pence, run_id=run.id,
            ).pk  # fmt: skip
            sql.keep(reminder_run=proposed, run=run.id)
        told = found._asdict()
        run.finish(reminder_run=proposed, **told)
    return RemindersProposed(run.id, proposed, **told)
