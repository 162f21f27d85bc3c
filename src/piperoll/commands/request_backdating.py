"""Ask that weeks of care further back than the limit be billed, once it was agreed how they will be paid."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.billing.request_backdating import request_backdating
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, day_in_words, documents, now

GROUP = "Care"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", help="the person's reference")
    parser.add_argument("weeks_from", type=day, help="the first week's Monday")
    parser.add_argument("weeks_to", type=day, help="the last day")
    parser.add_argument("--reason", required=True, help="what was agreed, and the plan that was offered")
    parser.add_argument("--file", type=Path, action="append", default=[], help="kept with it: PDF, PNG or JPEG")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Ask. Raises whatever request_backdating refuses."""
    done = request_backdating(
        customer=options.customer, weeks_from=options.weeks_from, weeks_to=options.weeks_to, reason=options.reason,
        files=documents(options.file), on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    weeks = f"{day_in_words(done.weeks_from)} to {day_in_words(done.weeks_to)}"
    said = f"Request {done.request} waits for somebody else to decide: {weeks}."
    if done.state == "approved":
        said = f"{done.customer} may be billed for {weeks}."
    return Answer(asdict(done), said)
