"""Take in a file of payments from somebody who takes them for us, read by its approved profile.

All of its money or none: every line must read, and the file's own total must be what they come to. Each payment is a
receipt; the credit they send clears them when the bank shows it. The same file again changes nothing.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now, readable
from piperoll.foundations.money import pounds
from piperoll.takings.import_payment_file import import_payment_file

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path, help="their file, as it came")
    parser.add_argument("--profile", required=True, metavar="CODE", help="by which profile it is read")
    ask_for_the_day(parser, "the day it is taken in")


def run(options: argparse.Namespace) -> Answer:
    """Take it in. Raises FileUnreadable, NoSuchProfile, NothingApproved, FileDoesNotProve, AlreadyTakenIn."""
    done = import_payment_file(
        file=readable(options.file), profile=options.profile, on=options.on, at=now(), by=options.by
    )
    said = f"Run {done.run}: {count(done.payments, 'payment')}, {pounds(done.pence)}, banking {done.banking}."
    if done.unlike_ours:
        said += f" {count(done.unlike_ours, 'reference')} unlike ours."
    if done.rejected:
        said += f" {count(done.rejected, 'line')} of no money passed over."
    if done.passed_over:
        said += f" {count(done.passed_over, 'line')} that the layout knows nothing of passed over."
    return Answer(asdict(done), f"{said} Match them with  allocate-receipts.")
