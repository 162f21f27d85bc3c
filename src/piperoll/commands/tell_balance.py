"""Keep what another system says a customer owes there, and the day its figure is of."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, day_in_words, now, pence, today
from piperoll.customers.tell_balance import tell_balance
from piperoll.foundations.money import pounds

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("account", type=int, help="the account's number, as  all-they-owe  shows it")
    parser.add_argument("owed", type=pence, metavar="POUNDS", help="what is owed there, like 120.50")
    parser.add_argument("--of", type=day, default=today(), metavar="DATE", help="the day the figure is of (else today)")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Keep it. Raises what tell_balance refuses."""
    told = tell_balance(
        account=options.account, owed_pence=options.owed, told_on=options.of, on=options.on, at=now(), by=options.by
    )
    said = f"{pounds(told.owed_pence)} is owed on account {told.account}, as told of {day_in_words(told.told_on)}."
    return Answer(asdict(told), said)
