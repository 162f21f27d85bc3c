"""Write down that an indemnity claim was challenged, and with what evidence."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.bacs.challenge_claim import challenge_claim
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day_in_words, now

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("claim", type=int, help="the claim's number")
    parser.add_argument("--evidence", required=True, help="what was sent to the bank")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Challenge it. Raises NoSuchClaim, ChallengedTooLate, NotFromHere."""
    done = challenge_claim(claim=options.claim, evidence=options.evidence, on=options.on, at=now(), by=options.by)
    return Answer(
        asdict(done),
        f"Claim {done.claim} is challenged; unless the bank agrees it is settled on {day_in_words(done.settles_on)}.",
    )
