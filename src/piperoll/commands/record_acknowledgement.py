"""Record that somebody signed that a debt is owed: its time in law begins again, if it had not ended.

record-acknowledgement C000000198 --signed-by "Basil Budd" --signed-on 2026-11-20 --paper "Letter, scan 4471"
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, day, day_in_words, now
from piperoll.commands.restricted import to_see
from piperoll.write_offs.record_acknowledgement import record_acknowledgement

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="whose debt it is")
    parser.add_argument("--signed-by", required=True, metavar="NAME", help="who signed it")
    parser.add_argument("--signed-on", required=True, type=day, metavar="DATE", help="the day it was signed")
    parser.add_argument("--paper", required=True, metavar="WORDS", help="what the paper is and where it is kept")
    parser.add_argument(
        "--invoice", action="append", default=[], metavar="NUMBER", help="only this invoice (again for more)"
    )
    parser.add_argument("--member", default="", metavar="REFERENCE", help="of several who owe it together, who signed")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Record it. Raises NothingAcknowledged, OutOfTimeAlready, BindsOnlyTheSigner."""
    customer = to_see(options)
    done = record_acknowledgement(
        customer=customer.reference, signed_by=options.signed_by, signed_on=options.signed_on, paper=options.paper,
        invoices=options.invoice, member=options.member, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    against = f" against {done.member}, and nobody else" if done.member else ""
    until = day_in_words(done.last_day)
    said = f"{count(done.debts, 'debt')} acknowledged; the first may be sued for until {until}{against}."
    return Answer(asdict(done), said)
