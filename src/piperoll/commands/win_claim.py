"""Write down that a payer's bank agreed with our challenge: the claim falls and what was collected stands."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.bacs.win_claim import win_claim
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("claim", type=int, help="the claim's number")
    parser.add_argument("--answer", required=True, help="what the bank answered")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Win it. Raises NoSuchClaim, NotFromHere."""
    done = win_claim(claim=options.claim, answer=options.answer, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"Claim {done.claim} has fallen: what was collected stands.")
