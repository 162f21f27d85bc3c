"""Have somebody decide what another may decide, between two days, while they are away."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.authority.arrange_cover import arrange_cover
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, day_in_words, now

GROUP = "Authority"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("user", help="who is away")
    parser.add_argument("deputy", help="who stands in")
    parser.add_argument("--from", dest="valid_from", type=day, required=True, metavar="DATE", help="the first day")
    parser.add_argument("--to", dest="valid_to", type=day, required=True, metavar="DATE", help="the last day")
    parser.add_argument("--reason", required=True, help="why, like leave")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Arrange it. Raises whatever arrange_cover refuses."""
    done = arrange_cover(
        user=options.user, deputy=options.deputy, valid_from=options.valid_from, valid_to=options.valid_to,
        reason=options.reason, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    days = f"{day_in_words(done.valid_from)} to {day_in_words(done.valid_to)}"
    return Answer(asdict(done), f"{done.deputy} decides for {done.user}, {days} (cover {done.cover}).")
