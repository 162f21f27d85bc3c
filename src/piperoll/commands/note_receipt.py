"""Keep a note with a receipt: what was found out about it. It cannot be altered"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.suspense.note_receipt import note_receipt

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("receipt", type=int, help="the receipt's number")
    parser.add_argument("words", help="the note")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Keep it. Raises NoSuchReceipt, WordsMissing, WordsTooLong, CardNumber."""
    done = note_receipt(receipt=options.receipt, words=options.words, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"The note is kept with receipt {done.receipt}.")
