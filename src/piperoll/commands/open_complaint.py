"""Record a complaint: stage 1 begins with its clock, and recovery waits: all of it, one invoice's, or none"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day_in_words, now
from piperoll.commands.restricted import to_see
from piperoll.disputes.open_complaint import open_complaint
from piperoll.disputes.rules import complaint_reference

GROUP = "Disputes"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="who complains")
    parser.add_argument("--words", required=True, help="what they complain of")
    parser.add_argument("--invoice", default="", metavar="NUMBER", help="only the recovery of this invoice waits")
    parser.add_argument("--hold-nothing", action="store_true", help="recovery goes on")
    ask_for_the_day(parser, "the day it came")


def run(options: argparse.Namespace) -> Answer:
    """Record it. Raises NoSuchCustomer, NoSuchInvoice, NotAScope, NoFigureHolds."""
    customer = to_see(options)
    scope = "invoice" if options.invoice else "nothing" if options.hold_nothing else "account"
    done = open_complaint(
        customer=customer.reference, words=options.words, scope=scope, invoice=options.invoice, on=options.on,
        at=now(), by=options.by,
    )  # fmt: skip
    said = f"acknowledge by {day_in_words(done.acknowledge_by)}, decide by {day_in_words(done.decide_by)}."
    return Answer(asdict(done), f"{complaint_reference(done.complaint)}: {said}")
