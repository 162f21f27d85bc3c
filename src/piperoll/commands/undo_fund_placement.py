"""Take money back from an account of another ledger: it is in suspense again, and the fund's next file says so."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.foundations.money import pounds
from piperoll.receipting.undo_fund_placement import undo_fund_placement

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("placement", type=int, help="the placement's number, from the receipt's page")
    parser.add_argument("--reason", required=True, help="why it was wrong")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Undo it. Raises NoReasonToUndo, NoSuchFundPlacement, AlreadyUndone."""
    done = undo_fund_placement(
        placement=options.placement, reason=options.reason, on=options.on, at=now(), by=options.by
    )
    return Answer(asdict(done), f"{pounds(done.pence)} of receipt {done.receipt} is in suspense again.")
