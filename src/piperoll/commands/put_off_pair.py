"""Ask about two customers who look alike again from a day on: nobody can say yet."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, day_in_words, now
from piperoll.customers.put_off_pair import put_off_pair
from piperoll.customers.queries import by_reference

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("one", metavar="REFERENCE", help="one customer")
    parser.add_argument("other", metavar="OTHER", help="the other's reference")
    parser.add_argument("--until", type=day, required=True, metavar="DATE", help="the day to ask again")
    parser.add_argument("--reason", default="", metavar="WORDS", help="what is waited for")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Put it off. Raises NoSuchCustomer and what put_off_pair refuses."""
    put = put_off_pair(
        one=by_reference(options.one).pk, other=by_reference(options.other).pk, ask_again_on=options.until,
        reason=options.reason, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    return Answer(asdict(put), f"They are asked about again from {day_in_words(put.ask_again_on)} on (run {put.run}).")
