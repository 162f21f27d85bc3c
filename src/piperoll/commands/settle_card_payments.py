"""Take in what GOV.UK Pay paid into our bank account, day by day: one credit a day, less refunds, disputes lost and
fees, is expected of the bank."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.cards.settle_card_payments import settle_card_payments
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, now
from piperoll.foundations.money import pounds

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Settle. Raises what the verb raises."""
    settled = settle_card_payments(on=options.on, at=now(), by=options.by)
    told = columns(
        [
            ("days", f"{settled.days:,}"),
            ("payments", f"{settled.payments:,}, {pounds(settled.gross_pence)}"),
            ("refunds", pounds(settled.refunds_pence)),
            ("disputes lost", pounds(settled.disputes_pence)),
            ("fees", pounds(settled.fees_pence)),
            ("to our bank", pounds(settled.net_pence)),
            ("owed to GOV.UK Pay", pounds(settled.owed_pence)),
            ("exceptions", f"{settled.exceptions:,}"),
        ]
    )
    return Answer(asdict(settled), (f"Run {settled.run}\n" if settled.run else "Nothing to settle\n") + told)
