"""Undo a transfer: the credit stands where it stood, what it paid is owed again."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.foundations.money import pounds
from piperoll.transfers.undo_transfer import undo_transfer

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("transfer", type=int, help="its number: 12 for TRANSFER-12")
    parser.add_argument("--reason", required=True, help="why it was wrong")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Undo it. Raises NoSuchTransfer, UndoneAlready, SpentThere."""
    done = undo_transfer(
        transfer=options.transfer, reason=options.reason, on=options.on, at=now(), by=options.by
    )  # fmt: skip
    return Answer(asdict(done), f"TRANSFER-{done.transfer} is undone: {pounds(done.pence)} stands where it stood.")
