"""Take a Direct Debit from another bank account: the old instruction is cancelled, the new one lodged."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.commands.planning import ask_which, ask_why
from piperoll.commands.set_up_mandate import ask_for_an_account
from piperoll.direct_debit.change_mandate_bank import change_mandate_bank
from piperoll.direct_debit.deeds import mandate_named

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_which(parser)
    ask_for_an_account(parser)
    ask_why(parser)
    parser.add_argument("--bank-told-us", action="store_true", help="their bank cancelled the old one: send no 0C")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Change it. Raises NoSuchMandate and whatever the verb refuses."""
    changed = change_mandate_bank(
        mandate=mandate_named(options.mandate).pk, sort_code=options.sort_code, account=options.account,
        account_name=options.account_name, ten_digits=options.ten_digits, reason=options.reason,
        bank_cancelled=options.bank_told_us, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    old = "The old account’s instruction is cancelled." if changed.cancels else "The old account needs no message."
    said = f"Direct Debit {changed.reference} is taken from {changed.bank_account}. {old}"
    return Answer(asdict(changed), said)
