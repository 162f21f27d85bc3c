"""Draw up statements of account for everyone who owes, in one go; with --to, a PDF each.

  print-statements --until 2026-11-30
  print-statements --whom moved --since 2026-11-01 --to /srv/statements

They are sent by `prepare-letters`. Asked again on the same day it is the same run; files that stand are left, so that
what was stopped at any moment goes on where it was.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, day, now
from piperoll.commands.progress import counting
from piperoll.foundations.calendar import financial_year_start
from piperoll.foundations.money import pounds
from piperoll.receivables.print_statements import print_statements
from piperoll.receivables.statements import WHOM

NEEDS_ACTOR = True
GROUP = "Letters"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--since", type=day, metavar="DATE", help="their first day (else 1 April)")
    parser.add_argument("--until", type=day, metavar="DATE", help="their last day (else today)")
    parser.add_argument("--whom", default="owing", choices=list(WHOM), help="for whom (else everyone who owes)")
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="where PDFs go, if they are wanted as files")
    parser.add_argument("--workers", type=int, metavar="N", help="processes to print with (else one a processor)")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Print them. Raises DaysBackwards, DaysToCome, FolderClosed."""
    until = options.until or options.on
    with counting("statements written") as progress:
        printed = print_statements(
            since=options.since or financial_year_start(until), until=until, whom=options.whom, folder=options.to,
            workers=options.workers, on=options.on, at=now(), by=options.by, progress=progress,
        )  # fmt: skip
    before = " before" if printed.already else ""
    statements = count(printed.statements, "statement")
    said = f"Run {printed.run}: {statements} drawn up{before}, {pounds(printed.closing_pence)} in all"
    return Answer(asdict(printed), said + (f"; {count(printed.written, 'file')} written." if options.to else "."))
