"""Find a customer your service may bill: by reference, by name, or by the whole name and --postcode."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.billing.self_service import whom_to_bill
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns

NEEDS_ACTOR = True
GROUP = "Self-service"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("words", help="a reference or a name")
    parser.add_argument("--postcode", default="", help="with the whole name of a person your service never billed")
    ask_for_the_day(parser, "the day restricted records are asked for")


def run(options: argparse.Namespace) -> Answer:
    """List them."""
    options.by.must("request_invoice")
    found = whom_to_bill(options.words, options.postcode, on=options.on, by=options.by)
    rows = [(one.reference, one.name, one.area) for one in found]
    return Answer({"customers": [asdict(one) for one in found]}, columns(rows) if rows else "Nobody is found.")
