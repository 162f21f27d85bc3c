"""Write a released refund run as a file for Bacs (Standard 18, code 99), or as a CSV for a bureau.

The file is kept, sealed; asked for again it is the same to the byte. It holds bank details: keep it private.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.bacs import keeping
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.commands.bacs_output import ask_where, put
from piperoll.foundations.money import pounds
from piperoll.refunds.write_refund_file import write_refund_file

GROUP = "Refunds"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("refund_run", type=int, metavar="RUN", help="the refund run's number")
    parser.add_argument("--format", choices=list(keeping.NAMES), default="standard18", help="standard18, or csv")
    ask_where(parser)
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Write it. Raises RefundsNotReleased, PaidByCheque, CannotWriteThere and whatever else the verb refuses."""
    done = write_refund_file(
        refund_run=options.refund_run, format=options.format, on=options.on, at=now(), by=options.by
    )  # fmt: skip
    place = put(done.serial, options.out)
    was = " It was made before; these are the same bytes." if done.already else ""
    said = f"{place}: {count(done.records, 'refund')}, {pounds(done.credit_pence)}.{was}"
    return Answer(asdict(done) | {"file": str(place)}, said)
