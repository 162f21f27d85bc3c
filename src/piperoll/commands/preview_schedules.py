"""See what the schedules would bill on a day; issue-previewed then issues exactly that list, or nothing."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.billing.preview_schedules import preview_schedules
from piperoll.billing.previewing import invoices_of
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.commands.preview_invoices import MOST_SHOWN, flagged_lines, totals
from piperoll.commands.restricted import named

GROUP = "Schedules"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--service", default="", metavar="CODE", help="of this service alone (else of all)")
    ask_for_the_day(parser, "the invoice date")


def run(options: argparse.Namespace) -> Answer:
    """Preview them. Raises NothingDue."""
    done = preview_schedules(service=options.service.upper(), on=options.on, at=now(), by=options.by)
    flagged = invoices_of(done.preview, most=MOST_SHOWN, flagged=True)
    flagged = named(flagged, by=options.by, reference="customer_ref")
    said = f"Preview {done.preview} of schedules.\n{totals(done)}"
    said += f"\nFlagged, and not issued unless released:\n{flagged_lines(flagged)}" if flagged else ""
    said += f"\nNothing was billed. To issue exactly this:  ./piperoll issue-previewed {done.preview}"
    return Answer(asdict(done), said)
