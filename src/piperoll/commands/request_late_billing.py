"""Ask that a schedule bill what it should have billed long ago, once it was agreed how it will be paid."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.billing.request_late_billing import request_late_billing
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, day, day_in_words, documents, now

GROUP = "Schedules"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("schedule", type=int, help="the schedule's number")
    parser.add_argument("due_to", type=day, help="everything it was due to bill up to this day")
    parser.add_argument("--reason", required=True, help="what was agreed, and the plan that was offered")
    parser.add_argument("--file", type=Path, action="append", default=[], help="kept with it: PDF, PNG or JPEG")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Ask. Raises whatever request_late_billing refuses."""
    done = request_late_billing(
        schedule=options.schedule, due_to=options.due_to, reason=options.reason, files=documents(options.file),
        on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    periods = f"{count(done.periods, 'period')} due up to {day_in_words(done.due_to)}"
    said = f"Request {done.request} waits for somebody else to decide: {periods}."
    if done.state == "approved":
        said = f"Schedule {done.schedule} may bill {periods}."
    return Answer(asdict(done), said)
