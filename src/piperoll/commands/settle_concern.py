"""Let a refund go that was held for a concern, once it was looked into."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.refunds.settle_concern import settle_concern

GROUP = "Refunds"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("request", type=int, metavar="REQUEST", help="the refund's request")
    parser.add_argument("--words", required=True, help="what you found; kept sealed")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Settle it. Raises NoConcern, OwnConcern and whatever else the verb refuses."""
    done = settle_concern(request=options.request, words=options.words, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"Settled: the refund of request {done.request} may go with the next run.")
