"""Tell those who are to know that a refund may launder money: it is held, and nobody else learns of it.

Never tell the customer, nor anybody who need not know: that is an offence.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.refunds.raise_concern import raise_concern

GROUP = "Refunds"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("request", type=int, metavar="REQUEST", help="the refund's request")
    parser.add_argument("--words", required=True, help="what concerns you; kept sealed")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Pass it on. Raises NoSuchRefundRequest, WordsMissing, WordsTooLong."""
    done = raise_concern(request=options.request, words=options.words, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), "Passed on, and kept from everybody else. Say nothing to the customer.")
