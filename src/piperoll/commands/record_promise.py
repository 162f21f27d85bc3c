"""Record that somebody promised to pay a sum by a day; nothing is chased until then and a few days of grace."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.arrangements.record_promise import record_promise
from piperoll.arrangements.rules import HEARD
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, now, pence
from piperoll.foundations.money import pounds

GROUP = "Arrangements"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="CUSTOMER", help="whose debts")
    parser.add_argument("amount", type=pence, metavar="POUNDS", help="how much was promised")
    parser.add_argument("--by", dest="by_on", required=True, type=day, metavar="DATE", help="the day it comes by")
    parser.add_argument("--who", required=True, help="who promised")
    parser.add_argument("--heard", default="phone", choices=list(HEARD), help="how (phone unless told)")
    parser.add_argument("--note", default="", help="what else was said, in a few words")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Record it. Raises OnePromiseAtATime, PromiseOutOfReach, PromiseTooMuch."""
    done = record_promise(
        customer=options.customer, amount_pence=options.amount, by_on=options.by_on, promised_by=options.who,
        heard=options.heard, note=options.note, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    said = f"Promise {done.promise}: {pounds(done.pence)} by {done.by_on:%-d %B %Y}. The ladder waits until "
    return Answer(asdict(done), f"{said}{done.until:%-d %B %Y}.")
