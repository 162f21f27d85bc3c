"""Rules learned from placements by hand, with their effect: those that wait for a decision, those in force, the rest"""

from __future__ import annotations

import argparse

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns
from piperoll.commands.restricted import named
from piperoll.receipting.payer_rules import effect_in_words, rules
from piperoll.safeguards.seeing import NOT_NAMED


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""


def run(options: argparse.Namespace) -> Answer:
    """List them."""
    found = named(rules(), name=NOT_NAMED, payer=NOT_NAMED)
    rows = [(str(one.id), one.state, one.payer, one.customer_reference, effect_in_words(one)) for one in found]
    said = columns([("rule", "state", "money from", "is for", "effect"), *rows], indent=0)
    return Answer({"rules": [one._asdict() for one in found]}, said if found else "Nothing has been learned yet.")
