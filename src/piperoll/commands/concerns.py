"""Concerns about refunds, for those who are to know, those not settled first."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns
from piperoll.foundations.money import pounds
from piperoll.refunds import concerns

GROUP = "Refunds"
NEEDS_ACTOR = True
MOST = 1_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--most", type=int, default=MOST, help="how many")


def run(options: argparse.Namespace) -> Answer:
    """Show them. Raises NotPermitted."""
    found = concerns.every(options.by, most=options.most)
    rows = [
        (str(one.request), one.customer, pounds(one.pence), one.settled or "open", one.words) for one in found
    ]  # fmt: skip
    return Answer({"concerns": [asdict(one) for one in found]}, columns(rows) if rows else "There are none.")
