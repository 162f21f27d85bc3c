"""Take back everything a run placed that still stands: the money is in suspense again, what it paid is owed again."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.foundations.money import pounds
from piperoll.receipting.undo_placements import undo_placements

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("of_run", type=int, metavar="run", help="the run's number, as  ./piperoll runs  lists them")
    parser.add_argument("--reason", required=True, help="why it was wrong")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Undo them. Raises NoReasonToUndo, PlacedNothing, AllUndone."""
    done = undo_placements(of_run=options.of_run, reason=options.reason, on=options.on, at=now(), by=options.by)
    receipts = count(done.receipts, "receipt")
    said = f"{pounds(done.pence)} of {receipts} is in suspense again, and held until somebody decides."
    if done.refunded:
        said += f" Refunded since, so left as they are: {count(done.refunded, 'placement')}."
    return Answer(asdict(done), said)
