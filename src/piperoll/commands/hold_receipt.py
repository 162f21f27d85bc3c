"""Hold a receipt in suspense with a reason, out of the engine's reach; or let it go."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.receipting.hold_receipt import hold_receipt

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("receipt", type=int, help="the receipt's number")
    parser.add_argument("--reason", default="", help="why it waits")
    parser.add_argument("--let-go", action="store_true", help="let the engine look at it again instead")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Hold it, or let it go. Raises NoReason, NoSuchReceipt, NothingInSuspense."""
    held = hold_receipt(
        receipt=options.receipt, reason=options.reason, release=options.let_go, on=options.on, at=now(), by=options.by
    )
    return Answer(asdict(held), f"Receipt {held.receipt}. {held.reason}.")
