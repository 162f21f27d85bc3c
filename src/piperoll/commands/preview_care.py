"""See what the weeks of care up to a Sunday would be billed at; issue-previewed then issues exactly that list."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.billing.preview_care import preview_care
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, now
from piperoll.commands.preview_invoices import totals

GROUP = "Care"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("weeks_to", type=day, help="the Sunday that ends the last week")
    ask_for_the_day(parser, "the invoice date")


def run(options: argparse.Namespace) -> Answer:
    """Preview it. Raises NotASunday, NoCareToBill."""
    done = preview_care(weeks_to=options.weeks_to, on=options.on, at=now(), by=options.by)
    said = f"Preview {done.preview} of care.\n{totals(done)}"
    said += f"\nNothing was billed. To issue exactly this:  ./piperoll issue-previewed {done.preview}"
    return Answer(asdict(done), said)
