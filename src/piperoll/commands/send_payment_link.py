"""Send whoever hears for a customer a link to pay invoices by card: by email, or as a letter with a QR code.

  send-payment-link AT0000000195=42.50 --until 2026-12-20

It goes with the next dispatch.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.cards.send_payment_link import send_payment_link
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_sums, ask_for_the_day, day, day_in_words, now
from piperoll.foundations.money import pounds

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_sums(parser)
    parser.add_argument("--until", type=day, metavar="DATE", help="the last day it works (else four weeks from today)")
    parser.add_argument(
        "--pages", default="", metavar="ADDRESS",
        help="where payers reach these pages, when the page that a bill's QR code opens does not say it",
    )  # fmt: skip
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Send it. Raises what the verb raises."""
    sent = send_payment_link(
        sums=dict(options.sums), expires_on=options.until, pages=options.pages, on=options.on, at=now(), by=options.by
    )  # fmt: skip
    told = (
        f"A link to pay {pounds(sent.pence)} until {day_in_words(sent.expires_on)} goes with the next dispatch to:\n  "
    )
    return Answer(asdict(sent), told + "\n  ".join(sent.to))
