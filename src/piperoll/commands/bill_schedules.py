"""Bill whatever the schedules are due to bill up to a day, each period once.

What was due too long ago is held back, and asked about (see requests --mine). What a quality check flags waits to be
looked at with preview-schedules, unless you say with --looked-at why it is right.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.billing.bill_schedules import bill_schedules
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.foundations.money import pounds

GROUP = "Schedules"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--service", default="", metavar="CODE", help="of this service alone (else of all)")
    ask_for_the_day(parser, "the invoice date")
    parser.add_argument(
        "--looked-at", default="", metavar="WHY", help="bill what the checks flag, too: why it is right"
    )


def run(options: argparse.Namespace) -> Answer:
    """Bill them. Raises NothingDue, NeedsApproval, StillWorking."""
    done = bill_schedules(
        service=options.service.upper(), looked_at=options.looked_at.strip(), on=options.on, at=now(), by=options.by
    )
    charges = count(done.lines_in, "charge")
    said = f"Run {done.run}: {done.lines_billed:,} of {charges} billed, {done.lines_rejected:,} not."
    if done.invoices:
        said += (
            f"\n{count(done.invoices, 'invoice')}, {done.first_number} to {done.last_number}: "
            f"{pounds(done.gross_pence)} to collect."
        )
    if done.catching_up:
        said += f"\n{count(done.catching_up, 'schedule')} caught up on more than one period: see what kept them."
    if done.lines_held:
        said += f"\n{count(done.lines_held, 'charge')} flagged and not billed: look at them with preview-schedules."
    if done.held_late:
        said += f"\n{count(done.held_late, 'charge')} too late to bill: asked for, see requests."
    return Answer(asdict(done), said, 0 if done.invoices else 1)
