"""Let a schedule bill what it should have billed long ago, once it was agreed with the customer how they will pay."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.billing.approve_late_billing import approve_late_billing
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, day_in_words, now

GROUP = "Schedules"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("schedule", type=int, help="the schedule's number")
    parser.add_argument("due_to", type=day, help="everything it was due to bill up to this day")
    parser.add_argument("--reason", required=True, help="what was agreed, and the plan that was offered")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Approve it. Raises NoSuchSchedule, NothingLate."""
    done = approve_late_billing(
        schedule=options.schedule, due_to=options.due_to, reason=options.reason, on=options.on, at=now(), by=options.by
    )
    said = f"Schedule {done.schedule} may bill {done.periods:,} periods due up to {day_in_words(done.due_to)}."
    return Answer(asdict(done), said)
