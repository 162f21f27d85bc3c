"""issue_reminders: somebody other than the proposer looks, and exactly the list that was proposed goes on its way.

The ladder is worked out once more at that moment: whoever paid, disputed, was held or is asked by Direct Debit since is
dropped with the reason, and nobody is added. Dispatch asks again as each letter leaves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from piperoll.database.statements import beside
from piperoll.dispatch.moving import move
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.recovery import approval, ladder, letters
from piperoll.recovery.finding import must_be_undecided, reminder_run_numbered
from piperoll.recovery.models import ReminderRun
from piperoll.recovery.propose_reminders import sql as proposing
from piperoll.recovery.rules import KEEPS
from piperoll.runs import running

sql = beside(__file__)
SUPERSEDED = "A newer reminder takes its place."


class OwnReminders(Refused):
    """You proposed reminder run {reminder_run} yourself: somebody else must look at it and issue it."""


class RemindersStale(Refused):
    """Reminder run {reminder_run} was proposed for {on:%-d %B %Y}, and may be issued from that day for a week. Give it
    up and propose afresh."""


class NothingToRemind(Refused):
    """Nothing of reminder run {reminder_run} may go any more: everything was paid, held or barred since, or it held no
    letter. Give it up."""


class NoReminderWaits(Refused):
    """No reminder run waits to be issued: nothing was changed. Propose one first."""

    exit_code = 0


@dataclass(frozen=True)
class RemindersIssued:
    """A reminder run on its way: so many letters for so many pence, how many were dropped, the documents by channel."""

    run: int
    reminder_run: int
    letters: int
    letters_pence: int
    dropped: int
    documents: int
    post: int
    email: int
    text: int
    nobody: int
    pulled: int


def issue_reminders(*, reminder_run: int, on: date, at: datetime, by: Actor) -> RemindersIssued:
    """Issue a reminder run that somebody else proposed; its letters wait for the next dispatch.

    Raises NoSuchReminderRun, OwnReminders, RemindersIssuedAlready, RemindersGivenUp, RemindersStale,
    BeyondYourReach, NoLimitCovers, NoApprovedTemplate, NothingToRemind; then nothing has changed.
    """
    by.must("issue_reminders")
    found = reminder_run_numbered(reminder_run)
    if found.proposed_by_id == by.user_id:
        raise OwnReminders(reminder_run=reminder_run)
    must_be_undecided(reminder_run)
    if not found.proposed_on <= on <= found.proposed_on + KEEPS:
        raise RemindersStale(reminder_run=reminder_run, on=found.proposed_on)
    approval.must_reach(found.letters_pence, on=localdate(at), by=by)
    with running.act("issue_reminders", on=on, at=at, by=by, reminder_run=reminder_run) as run:
        proposing.one_at_a_time()
        decide(found, "issued", "", run)
        dropped = _drop_what_no_longer_holds(reminder_run, run)
        rungs = sql.rungs(reminder_run=reminder_run)
        if not rungs:
            raise NothingToRemind(reminder_run=reminder_run)
        for row in rungs:
            letters.words_of(
                letters.kind_of(row.goes_by), row.stage, row.track, language="en", audience="self", on=on
            )  # fmt: skip
        _void_superseded(reminder_run, run)
        sent = letters.send(run=run, reminder_run=reminder_run)
        told = {
            "letters": sum(row.letters for row in rungs),
            "letters_pence": sum(row.pence for row in rungs),
            "dropped": dropped,
            **sent,
        }
        run.finish(kind=letters.KIND, sources=told["letters"], sources_pence=told["letters_pence"], **told)
    return RemindersIssued(run.id, reminder_run, **told)


def the_one_that_waits() -> ReminderRun:
    """The reminder run with letters that waits to be issued: there is one at most. Raises NoReminderWaits."""
    waiting = ReminderRun.objects.filter(verdict=None, letters__gt=0).first()
    if waiting is None:
        raise NoReminderWaits()
    return waiting


def decide(found: ReminderRun, what: str, reason: str, run: running.RunInHand) -> None:
    """Give the one verdict on a run. Raises RemindersIssuedAlready or RemindersGivenUp when another stands."""
    if not sql.decide(reminder_run=found.pk, what=what, by=run.by.user_id, reason=reason, at=run.at, run=run.id):
        must_be_undecided(found.pk)


def _drop_what_no_longer_holds(reminder_run: int, run: running.RunInHand) -> int:
    accounts = [row.customer_id for row in sql.accounts(reminder_run=reminder_run)]
    ladder.work_out(run.effective_on, accounts)
    (dropped,) = sql.drop_what_no_longer_holds(reminder_run=reminder_run, run=run.id)
    return int(dropped.many)


def _void_superseded(reminder_run: int, run: running.RunInHand) -> None:
    """An older reminder that was pulled does not go after this one."""
    documents = [row.document_id for row in sql.superseded(reminder_run=reminder_run)]
    move(documents, "void", "pulled", run=run.id, at=run.at, reasons=[SUPERSEDED] * len(documents))
