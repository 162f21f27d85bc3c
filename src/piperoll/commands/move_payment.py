"""Ask that a payment stand on another account, or pay another invoice; `receipt` pages and --json name placements.

move-payment 812 --to ANY000124 --reason misposted --why "The other Ada Lovegrove" --pays oldest
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.foundations.money import pounds
from piperoll.transfers.move_payment import move_payment
from piperoll.transfers.rules import REASONS

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("placement", type=int, help="the placement's number")
    parser.add_argument("--to", required=True, metavar="CUSTOMER", help="whose it is")
    parser.add_argument("--reason", required=True, metavar="CODE", help=f"one of {', '.join(REASONS)}")
    parser.add_argument("--why", required=True, help="why, in a few words")
    parser.add_argument("--pays", default="", metavar="INVOICE", help="an invoice it pays there, or  oldest")
    parser.add_argument("--evidence", default="", help="what shows it")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Ask. Raises TakenBackSince, SpentSince and whatever else the verb refuses."""
    done = move_payment(
        placement=options.placement, to=options.to, reason=options.reason, why=options.why, pays=options.pays,
        evidence=options.evidence, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    waits = f"Request {done.request}: {pounds(done.pence)} to {done.to} waits for somebody else to decide it."
    return Answer(asdict(done), done.done or waits)
