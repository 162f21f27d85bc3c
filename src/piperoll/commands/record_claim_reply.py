"""Record what came back to a letter of claim; says from when a claim may be issued now, or what must be done first"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, day_in_words, now
from piperoll.commands.restricted import to_see
from piperoll.recovery.protocol import REPLIES
from piperoll.recovery.record_claim_reply import record_claim_reply

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="whose reply it is")
    parser.add_argument("--says", action="append", required=True, choices=list(REPLIES), help="a box (again for more)")
    parser.add_argument("--words", required=True, help="what they wrote")
    parser.add_argument("--received", type=day, metavar="DATE", help="the day it came (today, if left out)")
    parser.add_argument("--incomplete", action="store_true", help="the form is not filled in")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Record it. Raises NoSuchCustomer, NoLetterOfClaim, BeforeTheLetter."""
    customer = to_see(options)
    done = record_claim_reply(
        customer=customer.reference, says=options.says, words=options.words,
        received_on=options.received or options.on, is_complete=not options.incomplete, on=options.on, at=now(),
        by=options.by,
    )  # fmt: skip
    when = f"No claim before {day_in_words(done.earliest)}: " if done.earliest else "No claim yet. "
    return Answer(asdict(done), when + done.why)
