"""Record that the documents asked for in a reply were supplied, or why there are none"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day_in_words, now
from piperoll.commands.restricted import to_see
from piperoll.recovery.supply_claim_documents import supply_claim_documents

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="who asked for them")
    parser.add_argument("--words", required=True, help="which documents, or why there are none")
    ask_for_the_day(parser, "the day they went")


def run(options: argparse.Namespace) -> Answer:
    """Record it. Raises NoSuchCustomer, NoLetterOfClaim."""
    customer = to_see(options)
    done = supply_claim_documents(
        customer=customer.reference, words=options.words, on=options.on, at=now(), by=options.by
    )
    when = f"No claim before {day_in_words(done.earliest)}: " if done.earliest else "No claim yet. "
    return Answer(asdict(done), when + done.why)
