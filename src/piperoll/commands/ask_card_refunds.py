"""Ask GOV.UK Pay what became of the refunds it holds: on the card, not yet, or not at all and credit again."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.foundations.money import pounds
from piperoll.refunds.ask_card_refunds import ask_card_refunds

GROUP = "Refunds"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Ask. Raises NoPayToken, GovukPayAway."""
    asked = ask_card_refunds(on=options.on, at=now(), by=options.by)
    said = f"{count(asked.asked, 'refund')} asked about: {asked.paid:,} of {pounds(asked.pence)} on their cards, "
    said += f"{asked.failed:,} credit again, {asked.exceptions:,} to look at."
    return Answer(asdict(asked), f"Run {asked.run}: {said}" if asked.run else said)
