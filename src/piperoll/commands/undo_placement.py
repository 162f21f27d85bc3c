"""Take a placement back: the money is in suspense again, and what it paid is owed again. Nothing is erased."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.foundations.money import pounds
from piperoll.receipting.undo_placement import undo_placement

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("placement", type=int, help="the placement's number, from the receipt's page")
    parser.add_argument("--reason", required=True, help="why it was wrong")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Undo it. Raises NoReasonToUndo, NoSuchPlacement, AlreadyUndone."""
    undone = undo_placement(placement=options.placement, reason=options.reason, on=options.on, at=now(), by=options.by)
    back = pounds(undone.back_in_suspense_pence)
    return Answer(asdict(undone), f"{back} of receipt {undone.receipt} is in suspense again.")
