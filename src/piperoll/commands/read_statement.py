"""Read a bank statement file and show what is in it: accounts, balances, lines, and whether they prove.

Nothing is written anywhere. The format (camt.053, MT940, BAI2, Bankline, or a bank's CSV) is told by the content; a
file that cannot be trusted is refused whole, with the line and the reason.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import readable
from piperoll.formats.csv_profiles import PROFILES
from piperoll.formats.recognise import read_statements
from piperoll.formats.show import as_json, as_text

NEEDS_DATABASE = False


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path, help="the bank's file, as downloaded")
    parser.add_argument(
        "--profile",
        metavar="NAME",
        help="the CSV layout, when the content alone does not settle it: " + ", ".join(p.name for p in PROFILES),
    )


def run(options: argparse.Namespace) -> Answer:
    """Read the file and answer with its statements. Raises FileRefused, FileUnreadable."""
    reading = read_statements(readable(options.file).read_bytes(), options.file.name, options.profile)
    return Answer(data=as_json(reading), text=as_text(reading))
