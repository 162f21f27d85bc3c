"""Take in Vocalink's modulus tables, by which new bank details are checked.

DIR holds valacdos.txt and scsubtab.txt, which a council downloads itself. What held before stays on record.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import FileUnreadable, ask_for_the_day, count, day, day_in_words, now, readable
from piperoll.direct_debit.import_modulus_tables import import_modulus_tables

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of valacdos.txt and scsubtab.txt")
    parser.add_argument("--source", required=True, metavar="WORDS", help="where they come from, and of which day")
    parser.add_argument("--from", dest="valid_from", type=day, metavar="DATE", help="the first day they hold")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Take them in. Raises FileUnreadable and whatever the verb refuses."""
    files = {file.name.lower(): file for file in options.folder.iterdir()} if options.folder.is_dir() else {}
    if "valacdos.txt" not in files:
        raise FileUnreadable(path=options.folder / "valacdos.txt", reason="there is none")
    second = files.get("scsubtab.txt")
    took = import_modulus_tables(
        weights=readable(files["valacdos.txt"]).read_bytes(),
        substitutes=readable(second).read_bytes() if second else None,
        source=options.source, valid_from=options.valid_from, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    without = "" if took.substitutes else " Without scsubtab.txt some accounts cannot be checked."
    return Answer(asdict(took), f"{count(took.checks, 'check')} from {day_in_words(took.valid_from)}.{without}")
