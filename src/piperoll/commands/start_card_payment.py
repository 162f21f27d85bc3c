"""Start a card payment for invoices, and print the address of GOV.UK Pay's page where the card is typed.

With --phone an officer types the card that the payer reads out; otherwise the address is for the payer alone.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.cards.start_card_payment import start_card_payment
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_sums, ask_for_the_day, now
from piperoll.foundations.money import pounds

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_sums(parser)
    parser.add_argument("--phone", action="store_true", help="the payer is on the phone and reads their card out")
    parser.add_argument(
        "--back-to", required=True, metavar="ADDRESS",
        help="the address of these pages, like https://income.anytown.gov.uk, to come back to",
    )  # fmt: skip
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Start it. Raises what the verb raises."""
    made = start_card_payment(
        sums=dict(options.sums), comes_back_to=lambda word: f"{options.back_to.rstrip('/')}/pay/back/{word}/",
        is_moto=options.phone, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    told = f"Payment {made.reference} of {pounds(made.pence)} is started. The card is typed at\n  {made.next_url}"
    return Answer(asdict(made), told)
