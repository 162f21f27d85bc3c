"""Give a receipt in suspense to somebody who looks for its owner, or to nobody"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.suspense.assign_receipt import assign_receipt

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("receipt", type=int, help="the receipt's number")
    parser.add_argument("--to", default="", help="a user name; left out, nobody has it any more")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Give it on. Raises NoSuchReceipt, NothingInSuspense, NoSuchOwner, OwnedAlready."""
    done = assign_receipt(receipt=options.receipt, to=options.to, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"Receipt {done.receipt} is with {done.to or 'nobody'}.")
