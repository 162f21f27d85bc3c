"""Set a Direct Debit up with the word of a payer's link, as the public page does: for another form that takes it.

accept-invitation WORD --sort-code 20-29-59 --account 63748472 --name "MS A LOVEGROVE" --account-holder --signs-alone
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day_in_words, now
from piperoll.commands.set_up_mandate import ask_for_an_account
from piperoll.direct_debit.accept_invitation import AccountTold, accept_invitation

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("word", help="the last part of the link")
    ask_for_an_account(parser)
    parser.add_argument("--account-holder", action="store_true", help="they say the account is theirs")
    parser.add_argument("--signs-alone", action="store_true", help="they say nobody else must agree to debits")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Set it up. Raises LinkDoesNotWork, PaperInstead and whatever the verb refuses."""
    told = AccountTold(
        options.sort_code, options.account, options.account_name, options.ten_digits, options.account_holder,
        options.signs_alone,
    )  # fmt: skip
    made = accept_invitation(word=options.word, told=told, on=options.on, at=now(), by=options.by)
    said = f"Direct Debit {made.reference} from {made.bank_account} is set up. "
    return Answer(asdict(made), said + f"Its confirmation must go by {day_in_words(made.confirm_by)}.")
