"""Give a schedule its last day. A part of a period costs its part."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.billing.end_schedule import end_schedule
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, day_in_words, now

GROUP = "Schedules"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("schedule", type=int, help="the schedule's number")
    parser.add_argument("ends_on", type=day, help="its last day, like 2027-06-30")
    parser.add_argument("--reason", required=True, help="why it ends")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """End it. Raises NoSuchSchedule, EndsAlready, EndsBeforeItStarts."""
    done = end_schedule(
        schedule=options.schedule, ends_on=options.ends_on, reason=options.reason, on=options.on, at=now(),
        by=options.by,
    )  # fmt: skip
    said = f"Schedule {done.schedule} ends on {day_in_words(done.ends_on)}."
    if done.billed_beyond:
        said += f" It was billed up to {day_in_words(done.billed_beyond)}: ask for a credit note for the rest."
    return Answer(asdict(done), said)
