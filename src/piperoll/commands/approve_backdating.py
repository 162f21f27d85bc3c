"""Let weeks of care further back than the limit be billed, once it was agreed with the person how they will pay."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.billing.approve_backdating import approve_backdating
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, day_in_words, now

GROUP = "Care"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", help="the person's reference")
    parser.add_argument("weeks_from", type=day, help="the first week's Monday")
    parser.add_argument("weeks_to", type=day, help="the last day")
    parser.add_argument("--reason", required=True, help="what was agreed, and the plan that was offered")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Approve it. Raises NoSuchCustomer, NotAMonday, BadAssessment."""
    done = approve_backdating(
        customer=options.customer, weeks_from=options.weeks_from, weeks_to=options.weeks_to, reason=options.reason,
        on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    said = f"{done.customer} may be billed for {day_in_words(done.weeks_from)} to {day_in_words(done.weeks_to)}."
    return Answer(asdict(done), said)
