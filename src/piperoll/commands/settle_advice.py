"""Say what was done about something Bacs told us that nothing of ours explained."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.bacs.settle_advice import settle_advice
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("advice", type=int, help="the exception's number, from bacs-exceptions")
    parser.add_argument("--done", required=True, metavar="WORDS", help="what was done about it")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Settle it. Raises NoSuchException, SettledAlready."""
    done = settle_advice(advice=options.advice, what=options.done, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"Exception {done.advice} is settled: {done.what}")
