"""Write the files of Anytown, the invented council: its services' feeders and banks' statements, as big as you like.

The same size, seed and day give the same bytes on any machine. plan.json says in which order to take the files in and
what should come of each; answers.csv beside the statements says what every payment really was. Nothing is taken in.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from piperoll.anytown.generate import DAY, SEED, SIZE, generate
from piperoll.anytown.plan import Plan
from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, day, day_in_words
from piperoll.foundations.refusals import Refused

GROUP = "Trying Piperoll"
NEEDS_DATABASE = False


class FolderNotEmpty(Refused):
    """{folder} is there already and is no empty folder. Name another with --to."""


class CannotMake(Refused):
    """{folder} cannot be written: {why}. Name another with --to."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="a new or empty folder")
    parser.add_argument("--size", type=int, default=SIZE, metavar="N", help=f"how many customers, about (else {SIZE})")
    parser.add_argument(
        "--seed", type=int, default=SEED, metavar="N", help=f"another seed, another Anytown (else {SEED})"
    )
    parser.add_argument("--on", type=day, default=DAY, metavar="DATE", help=f"the day it leads up to (else {DAY})")


def run(options: argparse.Namespace) -> Answer:
    """Write them. Raises FolderNotEmpty, CannotMake, NotAWorkingDay, NotThatMany."""
    folder: Path = options.to
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise FolderNotEmpty(folder=folder)
        plan = generate(folder, on=options.on, seed=options.seed, size=options.size, said=_say)
    except OSError as problem:
        raise CannotMake(folder=folder, why=(problem.strerror or "unknown").lower()) from None
    rows = [("", "feeders", "invoices", "statements", "bank lines"), *_counts(plan)]
    data = {"folder": str(folder), "customers": plan.customers, "chapters": [list(row) for row in rows[1:]]}
    said = f"Anytown of {plan.customers:,} customers up to {day_in_words(plan.day)} is in {folder}."
    return Answer(data, f"{said}\n{columns(rows)}")


def _say(what: str) -> None:
    print(f"Writing {what}", file=sys.stderr, flush=True)


def _counts(plan: Plan) -> list[tuple[str, str, str, str, str]]:
    return [
        (
            c.name, f"{len(c.feeders):,}", f"{sum(f.invoices for f in c.feeders):,}", f"{len(c.statements):,}",
            f"{sum(s.lines for s in c.statements):,}",
        )
        for c in plan.chapters
    ]  # fmt: skip
