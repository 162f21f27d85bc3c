"""Take cash over the counter: a receipt at once; the till is counted later with  cash-up.

take-cash 12.50 --till GUILDHALL-1 --bank-account MAIN --payer "A Lovegrove" --reference AT00000129
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now, pence
from piperoll.foundations.money import pounds
from piperoll.takings.take_cash import take_cash

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("amount", type=pence, help="how much, in pounds")
    parser.add_argument("--till", required=True, metavar="CODE", help="the till it goes into")
    parser.add_argument("--bank-account", required=True, metavar="CODE", help="our bank account the till is paid into")
    parser.add_argument("--payer", default="", metavar="NAME", help="who pays")
    parser.add_argument("--reference", default="", metavar="NUMBER", help="the invoice or the customer it is for")
    ask_for_the_day(parser, "the day it is taken")


def run(options: argparse.Namespace) -> Answer:
    """Take it. Raises BadTill, NoCash, NoSuchBankAccount."""
    done = take_cash(
        till=options.till, amount_pence=options.amount, payer=options.payer, reference=options.reference,
        bank_account=options.bank_account, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    return Answer(asdict(done), f"{pounds(done.pence)} taken at {done.till}: receipt {done.reference}.")
