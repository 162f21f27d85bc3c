"""Erase copies of letters past their time; without --copies, see how many that would be, and what is held and why.

  purge-copies
  purge-copies --copies 1204

What proves that they were sent stays: the SHA-256, to whom, when. Nobody's copies go while they have a hold, an open
item or a request waiting.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, count, day_in_words, now
from piperoll.commands.progress import counting
from piperoll.dispatch.purge_copies import HELD, due, purge_copies

NEEDS_ACTOR = True
GROUP = "Letters"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--copies", type=int, metavar="N", help="purge, if it is exactly so many")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Show or purge. Raises NotAsCounted, NothingToPurge, StillWorking, NoPostRoom."""
    options.by.must("purge_copies")
    if options.copies is None:
        found = due(options.on)
        oldest = f", the oldest kept until {day_in_words(found.oldest)}" if found.oldest else ""
        held = columns([(f"{many:,}", HELD[why].lower()) for why, many in found.held.items()])
        said = f"{count(found.copies, 'copy', 'copies')} ({found.bytes / 1e6:,.1f} MB) would be purged{oldest}."
        return Answer(asdict(found), f"{said}\nHeld:\n{held}" if held else said)
    with counting("copies", options.copies) as progress:
        done = purge_copies(seen=options.copies, on=options.on, at=now(), by=options.by, progress=progress)
    return Answer(
        asdict(done),
        f"Run {done.run}: {count(done.copies, 'copy', 'copies')} purged, {count(done.files, 'file')} erased.",
    )
