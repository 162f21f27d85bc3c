"""Ask GOV.UK Pay which card payments are disputed and how their banks decided; one that we lost is owed again."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.cards.ask_card_disputes import ask_card_disputes
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.foundations.money import pounds

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Ask. Raises NoPayToken, GovukPayAway."""
    asked = ask_card_disputes(on=options.on, at=now(), by=options.by)
    said = f"{count(asked.asked, 'dispute')}: {asked.new:,} new, {asked.won:,} won, {asked.lost:,} lost of "
    said += f"{pounds(asked.pence)}, {asked.known_before:,} taken back by hand before, {asked.exceptions:,} to look at."
    return Answer(asdict(asked), f"Run {asked.run}: {said}" if asked.run else f"{said} Nothing is new.")
