"""Enter the cheque that pays a released refund in the register: its number, drawn on the day."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.foundations.money import pounds
from piperoll.refunds.record_cheque import record_cheque

GROUP = "Refunds"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("refund", type=int, metavar="REFUND", help="the refund's number")
    parser.add_argument("--number", required=True, help="the number on the cheque")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Enter it. Raises NotForACheque, NumberUsed, DrawnBefore and whatever else the verb refuses."""
    done = record_cheque(refund=options.refund, number=options.number, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"Cheque {done.number} for {pounds(done.pence)} pays refund {done.refund}.")
