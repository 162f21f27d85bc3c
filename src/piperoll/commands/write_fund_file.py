"""Write the file that tells another ledger what was taken for it since its last one. A file's number is never skipped.

With --number, write out one that was made before, byte for byte.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.foundations.money import pounds
from piperoll.interfaces.finding import file_numbered, name_of
from piperoll.interfaces.write_fund_file import write_fund_file

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("fund", help="the fund's code")
    parser.add_argument("--number", type=int, metavar="N", help="a file made before")
    parser.add_argument("--to", type=Path, default=Path(), metavar="FOLDER", help="where it is put; here unless told")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Write it. Raises NoSuchFund, NothingToTell, NoSuchFundFile."""
    if options.number is None:
        made = write_fund_file(fund=options.fund, on=options.on, at=now(), by=options.by)
        told, number = asdict(made), made.sequence
    else:
        options.by.must("see_receipts")
        told, number = {"fund": options.fund.upper(), "sequence": options.number}, options.number
    file = file_numbered(options.fund, number)
    options.to.mkdir(parents=True, exist_ok=True)
    where = options.to / name_of(file)
    where.write_bytes(bytes(file.content))
    said = f"{where}: {count(file.line_count, 'line')}, {pounds(file.amount_pence)}."
    return Answer(told | {"file": str(where)}, said)
