"""Take in the Direct Debit Guarantee in Welsh, as your bank gave it to you.

FILE is text in UTF-8: its first line the heading, then a paragraph a line, with {organisation} where your name goes and
{days} where the number of working days goes. Until it is here, letters in Welsh carry the Guarantee in English.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, day_in_words, now, readable
from piperoll.direct_debit.import_guarantee import import_guarantee

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path, help="the Welsh words")
    parser.add_argument("--source", required=True, metavar="WORDS", help="who gave them, and when")
    parser.add_argument("--from", dest="valid_from", type=day, metavar="DATE", help="the first day letters carry them")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Take it in. Raises FileUnreadable and whatever the verb refuses."""
    took = import_guarantee(
        content=readable(options.file).read_bytes(), source=options.source, valid_from=options.valid_from,
        on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    return Answer(asdict(took), f"{took.heading}: in Welsh letters from {day_in_words(took.valid_from)}.")
