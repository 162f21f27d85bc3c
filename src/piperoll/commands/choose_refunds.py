"""Choose the approved refunds that may be paid on a day; somebody else releases them."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, day, day_in_words, now
from piperoll.foundations.money import pounds
from piperoll.refunds.choose_refunds import choose_refunds
from piperoll.refunds.rules import METHODS

GROUP = "Refunds"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--pay-on", type=day, required=True, metavar="DATE", help="the day it reaches them")
    parser.add_argument("--method", choices=list(METHODS), default="bacs", help="bacs, card or cheque")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Choose. Raises RunWaits, TooSoonToPay and whatever else the verb refuses."""
    done = choose_refunds(pay_on=options.pay_on, method=options.method, on=options.on, at=now(), by=options.by)
    if done.refund_run is None:
        return Answer(asdict(done), "No refund waits to be paid that way.")
    left_out = f" {done.excluded:,} left out." if done.excluded else ""
    return Answer(
        asdict(done),
        f"Refund run {done.refund_run}: {count(done.refunds, 'refund')}, {pounds(done.pence)}, on "
        f"{day_in_words(done.pay_on)}.{left_out} Somebody else releases it by {day_in_words(done.input_by)}.",
    )
