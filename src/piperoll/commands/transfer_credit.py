"""Ask that credit on an account become another customer's: all of it, or a sum.

It stays credit there unless --pays names an invoice, or says  oldest.  Within your limit it moves at once.

transfer-credit ANY000123 --to ANY000124 --reason asked --why "They pay for both shops"
transfer-credit ANY000123 --to ANY000124 --reason misposted --why "Two of one name" --amount 40.00 --pays AN00012345
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, documents, now, pence
from piperoll.foundations.money import pounds
from piperoll.transfers.rules import REASONS
from piperoll.transfers.transfer_credit import TransferWanted, transfer_credit

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="CUSTOMER", help="whose credit it is now")
    parser.add_argument("--to", required=True, metavar="CUSTOMER", help="whose it is to be")
    parser.add_argument("--reason", required=True, metavar="CODE", help=f"one of {', '.join(REASONS)}")
    parser.add_argument("--why", required=True, help="why, in a few words")
    parser.add_argument("--amount", type=pence, metavar="POUNDS", help="this much (else all the credit)")
    parser.add_argument("--pays", default="", metavar="INVOICE", help="an invoice it pays there, or  oldest")
    parser.add_argument("--evidence", default="", help="what shows it")
    parser.add_argument("--file", type=Path, action="append", default=[], help="kept with it: PDF, PNG or JPEG")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Ask. Raises NothingToMove, MoreThanTheCredit and whatever else the verb refuses."""
    wanted = TransferWanted(
        customer=options.customer, to=options.to, reason=options.reason, why=options.why, amount_pence=options.amount,
        pays=options.pays, evidence=options.evidence, files=documents(options.file),
    )  # fmt: skip
    done = transfer_credit(wanted=wanted, on=options.on, at=now(), by=options.by)
    waits = f"Request {done.request}: {pounds(done.pence)} to {done.to} waits for somebody else to decide it."
    return Answer(asdict(done), done.done or waits)
