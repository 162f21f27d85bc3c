"""Lodge the instructions that wait (new, cancelled, converted) with payers' banks, in a file of their own."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.bacs import keeping
from piperoll.bacs.lodge_mandates import lodge_mandates
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, day_in_words, now
from piperoll.commands.bacs_output import ask_where, put

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--format", choices=list(keeping.NAMES), default="standard18", help="standard18, or csv")
    ask_where(parser)
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Lodge them. Raises NothingToLodge, CannotWriteThere and whatever the verb refuses."""
    done = lodge_mandates(format=options.format, on=options.on, at=now(), by=options.by)
    place = put(done.serial, options.out)
    said = (
        f"{place}: {count(done.instructions, 'instruction')}, processed on {day_in_words(done.processing_on)}. "
        f"{count(done.mandates, 'mandate')} may be collected from {day_in_words(done.may_collect_from)} on."
    )
    return Answer(asdict(done) | {"file": str(place)}, said)
