"""Record what came of a referral to advice."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.arrangements.record_advice_outcome import record_advice_outcome
from piperoll.arrangements.rules import CAME_OF_ADVICE
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now

GROUP = "Arrangements"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("advice", type=int, metavar="REFERRAL", help="its number")
    parser.add_argument("what", choices=list(CAME_OF_ADVICE), help="what came of it")
    parser.add_argument("--note", default="", help="in a few words")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Record it. Raises NoSuchReferral, OutcomeKnown."""
    done = record_advice_outcome(
        advice=options.advice, what=options.what, note=options.note, on=options.on, at=now(), by=options.by
    )  # fmt: skip
    return Answer(asdict(done), f"Referral {done.advice}: {CAME_OF_ADVICE[done.what].lower()}.")
