"""What should have come by standing order and did not, the longest missing first; and what should come next."""

from __future__ import annotations

import argparse

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, count, day_in_words
from piperoll.commands.restricted import named
from piperoll.foundations.money import pounds
from piperoll.receipting.standing_orders import expected, missing

GROUP = "Reports"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_the_day(parser, "the day asked about")


def run(options: argparse.Namespace) -> Answer:
    """List them; exit code 1 when any is missing."""
    gone, due = named(missing(on=options.on)), expected(on=options.on)
    rows = [(day_in_words(m.expected_on), m.customer, m.customer_reference, pounds(m.amount_pence)) for m in gone]
    said = [columns(rows) if rows else "Every standing order paid."]
    said += [
        f"Week of {day_in_words(w.week_starts_on)}: {count(w.payments, 'payment')}, {pounds(w.amount_pence)} expected."
        for w in due
    ]
    facts = {"on": options.on, "missing": [m._asdict() for m in gone], "expected": [w._asdict() for w in due]}
    return Answer(facts, "\n".join(said), 1 if gone else 0)
