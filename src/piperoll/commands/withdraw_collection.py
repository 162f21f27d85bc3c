"""Take a released collection run back that never reached Bacs, or was recalled in time: what it took is owed again."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.bacs.withdraw_collection import withdraw_collection
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.foundations.money import pounds

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("collection_run", type=int, metavar="RUN", help="the collection run's number")
    parser.add_argument("--reason", required=True, help="why it is withdrawn")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Withdraw it. Raises NotReleasedYet, WithBacsAlready, WithdrawnAlready."""
    done = withdraw_collection(
        collection_run=options.collection_run, reason=options.reason, on=options.on, at=now(), by=options.by
    )
    said = f"Collection run {done.collection_run} is withdrawn: {pounds(done.pence)} is owed again."
    if done.elsewhere_pence:
        said += f" {pounds(done.elsewhere_pence)} goes through GoCardless and stands: cancel it there."
    return Answer(asdict(done), said)
