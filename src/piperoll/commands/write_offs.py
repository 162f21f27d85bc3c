"""The register of write-offs, the newest first, and what each reason comes to; with --to FILE, written as CSV."""

from __future__ import annotations

import argparse
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, day, today
from piperoll.foundations.money import pounds
from piperoll.safeguards.seeing import NOT_NAMED, every_hidden
from piperoll.write_offs.register import Asked, as_csv, by_reason, listed
from piperoll.write_offs.rules import REASONS, reference_of

GROUP = "Write-offs"
NEEDS_ACTOR = True
MOST = 1_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--since", type=day, metavar="DATE", help="from this day on")
    parser.add_argument("--until", type=day, metavar="DATE", help="up to this day")
    parser.add_argument("--reason", default="", choices=["", *REASONS], metavar="CODE", help="of this reason")
    parser.add_argument("--approver", default="", metavar="USER", help="approved by this person, or done alone by them")
    parser.add_argument("--to", type=Path, metavar="FILE", help="write all of them to a CSV")


def run(options: argparse.Namespace) -> Answer:
    """Show them. Raises NotPermitted."""
    options.by.must("see_write_offs")
    hidden = every_hidden(on=today(), by=options.by)
    asked = Asked(options.reason, options.since, options.until, options.approver)
    reasons = [row._asdict() for row in by_reason(asked)]
    if options.to:
        with options.to.open("w", encoding="utf-8", newline="") as file:
            file.writelines(as_csv(asked, hidden=hidden))
    found = [row._asdict() for row in listed(asked, most=MOST)]
    for row in found:
        if row["reference"] in hidden:
            row |= {"reference": NOT_NAMED, "name": "", "invoice": "", "why": "", "evidence": ""}
    rows = [
        (reference_of(row["id"]), f"{row['written_off_on']:%d %b %Y}", pounds(row["amount_pence"]), row["reference"],
         row["invoice"], REASONS[row["reason"]], row["approved_by"],
         f"{pounds(row['back_pence'])} came back" if row["back_pence"] else "")
        for row in found
    ]  # fmt: skip
    rows += [
        ("In all", "", pounds(row["pence"]), f"{row['many']:,}", "", REASONS[row["reason"]], "",
         f"{pounds(row['back_pence'])} came back" if row["back_pence"] else "")
        for row in reasons
    ]  # fmt: skip
    return Answer({"write_offs": found, "by_reason": reasons}, columns(rows) if rows else "Nothing was written off.")
