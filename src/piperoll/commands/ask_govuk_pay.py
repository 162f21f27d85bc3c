"""Ask GOV.UK Pay what became of card payments that have not ended, and place those that were paid. For every hour."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.cards.ask_govuk_pay import ask_govuk_pay
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, now
from piperoll.foundations.money import pounds

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("reference", nargs="?", default="", help="one payment (else all that have not ended)")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Ask. Raises NoPayToken, NoSuchCardPayment, GovukPayAway."""
    asked = ask_govuk_pay(reference=options.reference, on=options.on, at=now(), by=options.by)
    told = columns(
        [
            ("asked about", f"{asked.asked:,}"),
            ("paid", f"{asked.paid:,}, {pounds(asked.pence)}"),
            ("not paid", f"{asked.not_paid:,}"),
            ("exceptions", f"{asked.exceptions:,}"),
        ]
    )
    return Answer(asdict(asked), (f"Run {asked.run}\n" if asked.run else "Nothing new\n") + told)
