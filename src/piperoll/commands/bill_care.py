"""Bill the weeks of care up to a Sunday, and put right every week billed wrong before, each line with its reason.

What a quality check flags waits to be looked at with preview-care, unless you say with --looked-at why it is right.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.billing.bill_care import bill_care
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, day, now
from piperoll.foundations.money import pounds

GROUP = "Care"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("weeks_to", type=day, help="the Sunday that ends the last week")
    ask_for_the_day(parser, "the invoice date")
    parser.add_argument(
        "--looked-at", default="", metavar="WHY", help="bill what the checks flag, too: why it is right"
    )


def run(options: argparse.Namespace) -> Answer:
    """Bill it. Raises NotASunday, NoCareToBill, NeedsApproval."""
    done = bill_care(
        weeks_to=options.weeks_to, looked_at=options.looked_at.strip(), on=options.on, at=now(), by=options.by
    )
    said = (
        f"Run {done.run}: {done.lines_billed:,} of {count(done.lines_in, 'week')} billed, {done.lines_rejected:,} not."
    )
    if done.invoices:
        said += (
            f"\n{count(done.invoices, 'invoice')}, {done.first_number} to {done.last_number}: "
            f"{pounds(done.gross_pence)} to collect. Put right: {count(done.adjusted, 'week')}."
        )
    if done.lines_held:
        said += f"\n{count(done.lines_held, 'week')} flagged and not billed: look at them with preview-care."
    if done.held:
        said += f"\n{count(done.held, 'week')} too far back to bill: asked for, see requests."
    if done.carried:
        said += f"\nTo be taken off a later bill, for what was too much: {count(done.carried, 'week')}."
    return Answer(asdict(done), said, 0 if done.invoices else 1)
