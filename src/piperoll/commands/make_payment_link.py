"""Make a link by which a payer pays invoices by card on your page; it is printed once and kept only as a digest."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.cards.make_payment_link import make_payment_link
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_sums, ask_for_the_day, day, day_in_words, now
from piperoll.foundations.money import pounds

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_sums(parser)
    parser.add_argument("--until", type=day, metavar="DATE", help="the last day it works (else four weeks from today)")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Make it. Raises what the verb raises."""
    made = make_payment_link(
        sums=dict(options.sums), expires_on=options.until, on=options.on, at=now(), by=options.by
    )  # fmt: skip
    told = f"{pounds(made.pence)} may be paid until {day_in_words(made.expires_on)} at\n  /pay/link/{made.word}/"
    return Answer(asdict(made), told)
