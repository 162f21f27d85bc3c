"""Write released collection runs as a file for Bacs (Standard 18), or as a CSV for a bureau.

The file is kept, sealed; asked for again it is the same to the byte. It holds payers' bank details: keep it private.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.bacs import keeping
from piperoll.bacs.write_bacs_file import write_bacs_file
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.commands.bacs_output import ask_where, put
from piperoll.foundations.money import pounds

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "collection_run", type=int, nargs="*", metavar="RUN", help="collection runs (else all released)"
    )
    parser.add_argument("--format", choices=list(keeping.NAMES), default="standard18", help="standard18, or csv")
    ask_where(parser)
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Write it. Raises NothingToFile, NotReleased, TooLateToFile, CannotWriteThere and whatever the verb refuses."""
    folder: Path = options.out
    done = write_bacs_file(
        collection_runs=options.collection_run, format=options.format, on=options.on, at=now(), by=options.by
    )
    place = put(done.serial, folder)
    was = " It was made before; these are the same bytes." if done.already else ""
    said = f"{place}: {count(done.records, 'collection')}, {pounds(done.debit_pence)}.{was}"
    return Answer(asdict(done) | {"file": str(place)}, said)
