"""Add one of the council's own bank accounts, with its account in the ledger."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.ledger.add_bank_account import add_bank_account

GROUP = "Set-up"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("code", help="a short name for it, like MAIN")
    parser.add_argument("name", help="as people call it")
    parser.add_argument("--sort-code", required=True, metavar="NN-NN-NN")
    parser.add_argument("--account-number", required=True, metavar="NNNNNNNN")
    parser.add_argument("--iban", default="", help="its IBAN, when statements name it so")
    parser.add_argument("--nominal", required=True, metavar="CODE", help="what the main ledger calls it")
    parser.add_argument("--on-bills", action="store_true", help="print this one on bills as the account to pay")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Add it. Raises BadCode, NameMissing, BadBankNumbers, NominalMissing, CodeTaken, AccountKnown."""
    done = add_bank_account(
        code=options.code,
        name=options.name,
        sort_code=options.sort_code,
        account_number=options.account_number,
        iban=options.iban,
        nominal=options.nominal,
        receives_payments=options.on_bills,
        on=options.on,
        at=now(),
        by=options.by,
    )
    return Answer(asdict(done), f"Bank account {done.code} is added; in the ledger it is {done.ledger_account}.")
