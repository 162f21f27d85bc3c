"""Set up a Direct Debit a payer gave by telephone, on our page or on paper.

set-up-mandate C000000198 phone --sort-code 20-29-59 --account 63748472 --name "MS A LOVEGROVE" \\
    --asked "Name, address, last bill" --account-holder --signs-alone
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, day_in_words, now
from piperoll.commands.planning import ask_for_a_plan, ask_what_it_pays, plan_told, what_it_pays
from piperoll.customers.queries import by_reference
from piperoll.direct_debit.rules import CHANNELS, PROVIDERS
from piperoll.direct_debit.set_up_mandate import MandateTold, set_up_mandate
from piperoll.foundations.bank_account import TEN_DIGITS

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer's reference, like C000000198")
    parser.add_argument("channel", choices=list(CHANNELS))
    ask_for_an_account(parser)
    parser.add_argument("--agreed-on", type=day, metavar="DATE", help="the day it was signed or agreed (else the day)")
    parser.add_argument("--account-holder", action="store_true", help="they say the account is theirs")
    parser.add_argument("--signs-alone", action="store_true", help="they say nobody else must agree to debits")
    parser.add_argument("--asked", default="", metavar="WORDS", help="how you knew it was them")
    parser.add_argument("--payer", default="", metavar="NAME", help="who pays, when it is not the customer")
    parser.add_argument("--payer-address", default="", metavar="LINES", help="their address, a comma between lines")
    parser.add_argument("--payer-postcode", default="", metavar="POSTCODE")
    parser.add_argument("--payer-email", default="", metavar="EMAIL")
    parser.add_argument("--reference", default="", metavar="REFERENCE", help="the one a paper form bears already")
    parser.add_argument("--lodged-on-paper", action="store_true", help="its bank has it already on paper: send a 0S")
    parser.add_argument("--provider", choices=list(PROVIDERS), default="bacs", help="who lodges it (else bacs)")
    ask_what_it_pays(parser)
    ask_for_a_plan(parser)
    ask_for_the_day(parser)


def ask_for_an_account(parser: argparse.ArgumentParser) -> None:
    """A payer's bank details."""
    parser.add_argument("--sort-code", required=True, help="six digits, with or without hyphens")
    parser.add_argument("--account", required=True, help="six to ten digits")
    parser.add_argument("--name", dest="account_name", required=True, help="the name on the account")
    parser.add_argument("--ten-digits", choices=sorted(TEN_DIGITS), default="", help="whose ten digits they are")


def run(options: argparse.Namespace) -> Answer:
    """Set it up. Raises NoSuchCustomer and whatever the verb refuses."""
    customer = by_reference(options.customer)
    told = MandateTold(
        channel=options.channel, sort_code=options.sort_code, account=options.account,
        account_name=options.account_name, ten_digits=options.ten_digits, agreed_on=options.agreed_on,
        is_account_holder=options.account_holder, signs_alone=options.signs_alone, asked=options.asked,
        payer_name=options.payer, payer_address="\n".join(options.payer_address.split(",")),
        payer_postcode=options.payer_postcode, payer_email=options.payer_email, reference=options.reference,
        is_converted=options.lodged_on_paper, provider=options.provider,
        pays=what_it_pays(options), plan=plan_told(options),
    )  # fmt: skip
    made = set_up_mandate(customer=customer.pk, told=told, on=options.on, at=now(), by=options.by)
    said = (
        f"Direct Debit {made.reference} from {made.bank_account} is set up (mandate {made.mandate}). "
        f"Bank details {made.check}: {made.why}. Its confirmation must go by {day_in_words(made.confirm_by)}."
    )
    return Answer(asdict(made), said)
