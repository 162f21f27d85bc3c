"""Log an indemnity claim that came on paper: what a payer had back from their bank under the Guarantee."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.bacs.log_claim import log_claim
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, day, day_in_words, now
from piperoll.formats.bacs_codes import DDICA
from piperoll.foundations.money import pounds

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("mandate", help="its core reference or number")
    parser.add_argument("collections", type=int, nargs="+", metavar="COLLECTION", help="collections claimed: DD-7 is 7")
    parser.add_argument("--bank-reference", required=True, help="what the bank calls the claim")
    parser.add_argument("--ground", required=True, choices=list(DDICA), help="the ground's code, 1 to 8")
    parser.add_argument("--settles-on", type=day, metavar="DATE", help="the day the bank debits us, if it says")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Log it. Raises NoSuchMandate, NotClaimable, LoggedAlready."""
    done = log_claim(
        mandate=options.mandate, collections=options.collections, bank_reference=options.bank_reference,
        code=options.ground, settles_on=options.settles_on, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    said = (
        f"Claim {done.claim} under {done.reference}: {count(done.collections, 'collection')}, {pounds(done.pence)}. "
        f"Challenge it by {day_in_words(done.challenge_by)}, or it is settled on {day_in_words(done.settles_on)}."
    )
    return Answer(asdict(done), said)
