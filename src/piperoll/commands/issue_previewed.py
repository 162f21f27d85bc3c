"""Issue exactly what a preview showed, or nothing if anything changed since.

Where the council's limits say that somebody else must approve it, this asks for that, and issues once it is approved.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.billing.issue_previewed import issue_previewed
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.foundations.money import pounds

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("preview", type=int, help="the preview's number")
    parser.add_argument("--why", default="", help="what whoever approves it should know")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Issue it, or ask. Raises whatever the verb refuses."""
    done = issue_previewed(preview=options.preview, why=options.why, on=options.on, at=now(), by=options.by)
    if done.first_number is None:
        return Answer(asdict(done), f"Request {done.request}: somebody else must approve preview {done.preview} first.")
    said = (
        f"Run {done.run}: {count(done.invoices, 'invoice')}, {done.first_number} to {done.last_number}, "
        f"{pounds(done.gross_pence)} to collect. Held back: {count(done.held_back, 'line')}."
    )
    return Answer(asdict(done), said)
