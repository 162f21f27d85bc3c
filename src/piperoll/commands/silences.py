"""What is due and not billed, billed and reached nobody, or came back: the longest silence first, and who must look."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, day_in_words
from piperoll.commands.restricted import named
from piperoll.reporting.silences import silences

GROUP = "Reports"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--service", default="", metavar="CODE", help="of this service alone (else of all)")
    ask_for_the_day(parser, "the day asked about")


def run(options: argparse.Namespace) -> Answer:
    """List them; exit code 1 when there are any. Raises NoFigureHolds."""
    found = named(silences(on=options.on, service=options.service.upper()), reference="customer_ref")
    rows = [(day_in_words(s.since), s.customer, s.customer_ref, s.what, s.owner, s.why) for s in found]
    said = columns(rows) if rows else "Nobody who should have heard from us is left without a bill."
    return Answer({"on": options.on, "silences": [asdict(s) for s in found]}, said, 1 if found else 0)
