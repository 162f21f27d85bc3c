"""Give a reminder run up that should not go, with the reason; propose afresh when you are ready."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.recovery.discard_reminders import discard_reminders

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("reminder_run", type=int, metavar="RUN", help="the run's number")
    parser.add_argument("--reason", required=True, metavar="WORDS", help="why it should not go")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Give it up. Raises whatever the verb refuses."""
    done = discard_reminders(
        reminder_run=options.reminder_run, reason=options.reason, on=options.on, at=now(), by=options.by
    )
    return Answer(
        asdict(done), f"Reminder run {done.reminder_run} is given up: {count(done.letters, 'letter')} do not go."
    )
