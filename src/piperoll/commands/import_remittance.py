"""Keep a payer's remittance: the list of what one payment of theirs is made of, as CSV, XLSX, text or PDF.

import-remittance list.xlsx --payer "Anyshire County Council" --reference ACC-20117 --paid-on 2026-11-20 --total 1840.00
import-remittance list.pdf --profile SHIRE

A table's columns are known by their names (Invoice number or Reference, Amount or Paid, and if there is one Name),
wherever it begins. Text and PDF are read by the payer's layout (remittance-profiles), and what they say of the payment
themselves need not be told. The lines must come to the total, or nothing is kept. The next allocate-receipts splits the
payment by it; the same payer and reference again, while it waits, replaces it.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, day, now, pence, readable
from piperoll.foundations.money import pounds
from piperoll.receipting.import_remittance import import_remittance

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path, help="their list")
    parser.add_argument("--payer", default="", metavar="NAME", help="who pays")
    parser.add_argument("--reference", default="", metavar="WORDS", help="what they call the payment")
    parser.add_argument("--paid-on", type=day, metavar="DATE", help="the day they pay")
    parser.add_argument("--total", type=pence, metavar="POUNDS", help="how much they pay in all")
    parser.add_argument("--profile", default="", metavar="CODE", help="the layout of a list in text or PDF")
    ask_for_the_day(parser, "the day it is taken in")


def run(options: argparse.Namespace) -> Answer:
    """Keep it. Raises FileUnreadable, NotATable and whatever the verb refuses."""
    done = import_remittance(
        file=readable(options.file), payer=options.payer, reference=options.reference, paid_on=options.paid_on,
        total_pence=options.total, profile=options.profile, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    said = f"Run {done.run}: remittance {done.remittance}, {count(done.lines, 'line')}, {pounds(done.pence)}."
    if done.replaces:
        said += f" It replaces remittance {done.replaces}."
    return Answer(asdict(done), f"{said} When the money is banked, place it with  allocate-receipts.")
