"""Issue a reminder run that somebody else proposed: exactly that list goes with the next dispatch.

Without a number it is the run that waits. Whoever paid, disputed or was held since is dropped, and nobody is added.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.foundations.money import pounds
from piperoll.recovery.issue_reminders import issue_reminders, the_one_that_waits

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "reminder_run", nargs="?", type=int, metavar="RUN", help="the run's number (else the one that waits)"
    )
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Issue it. Raises NoReminderWaits and whatever the verb refuses."""
    number = options.reminder_run or the_one_that_waits().pk
    done = issue_reminders(reminder_run=number, on=options.on, at=now(), by=options.by)
    dropped = f" {done.dropped:,} dropped since they were proposed." if done.dropped else ""
    said = (
        f"Reminder run {done.reminder_run} is issued: {count(done.letters, 'letter')}, {pounds(done.letters_pence)}."
        f"{dropped} They go with  dispatch-letters."
    )
    return Answer(asdict(done), said)
