"""Begin a limit: up to a sum and an age, who may do an act alone, who must approve it, who is told.

set-limit credit_note --up-to 1000 --alone senior --approver manager --from 2027-04-01 --authority "Constitution"
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.authority.set_limit import set_limit
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_dated, ask_for_the_day, day_in_words, now, pence

GROUP = "Authority"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("act", help="which act, like credit_note")
    parser.add_argument("--up-to", type=pence, metavar="POUNDS", help="up to this sum (else any)")
    parser.add_argument("--up-to-days", type=int, metavar="DAYS", help="for what is at most so old (else any age)")
    parser.add_argument("--service", default="", metavar="CODE", help="for this service alone (else for all)")
    parser.add_argument("--alone", nargs="*", default=[], metavar="ROLE", help="roles that may do it alone")
    parser.add_argument("--approver", nargs="+", required=True, metavar="ROLE", help="roles that may approve it")
    parser.add_argument(
        "--then-approver", nargs="*", default=[], metavar="ROLE", help="it takes two: roles that approve it after those"
    )
    parser.add_argument(
        "--told", nargs="*", default=[], metavar="ROLE", help="roles that are told when it was approved"
    )
    ask_for_dated(parser)
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Set it. Raises whatever set_limit refuses."""
    done = set_limit(
        act=options.act, up_to_pence=options.up_to, up_to_days=options.up_to_days, service=options.service,
        alone=options.alone, approvers=options.approver, then_approvers=options.then_approver, told=options.told,
        valid_from=options.valid_from,
        authority=options.authority, source=options.source, to_verify=options.to_verify, on=options.on, at=now(),
        by=options.by,
    )  # fmt: skip
    return Answer(asdict(done), f"{done.act}, {done.reach}: holds from {day_in_words(done.valid_from)}.")
