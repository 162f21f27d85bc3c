"""Expect nothing more of a standing order after a day."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, day_in_words, now
from piperoll.receipting.end_standing_order import end_standing_order

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("order", type=int, help="the standing order's number")
    parser.add_argument("ends_on", type=day, help="the last day on which it may pay")
    parser.add_argument("--reason", required=True, help="why it ends")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """End it. Raises NoSuchStandingOrder, BadStandingOrder, StandingOrderEnded."""
    done = end_standing_order(
        order=options.order, ends_on=options.ends_on, reason=options.reason, on=options.on, at=now(), by=options.by
    )
    return Answer(asdict(done), f"Standing order {done.order} ends on {day_in_words(done.ends_on)}.")
