"""List complaints that are not decided, the first due first; --lessons shows what was learnt, with --to FILE as CSV"""

from __future__ import annotations

import argparse
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, today
from piperoll.disputes import complaint_queries
from piperoll.disputes.rules import FINDINGS, STAGES, complaint_reference
from piperoll.safeguards.seeing import NOT_NAMED, every_hidden

GROUP = "Disputes"
NEEDS_ACTOR = True
MOST = 1_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--state", choices=list(complaint_queries.SHOWN), default="open", help="which of them")
    parser.add_argument("--lessons", action="store_true", help="the improvement log instead")
    parser.add_argument("--to", type=Path, metavar="FILE", help="write the improvement log to a CSV")


def run(options: argparse.Namespace) -> Answer:
    """Show them. Raises NotPermitted."""
    options.by.must("see_complaints")
    if options.to:
        with options.to.open("w", encoding="utf-8", newline="") as file:
            file.writelines(complaint_queries.as_csv())
    if options.lessons or options.to:
        rows = [row._asdict() for row in complaint_queries.lessons(most=MOST)]
        told = [(str(r["id"]), r["service"], f"{r['due_on']:%-d %b %Y}", r["words"], r["done"] or "") for r in rows]
        return Answer({"lessons": rows}, columns(told) if told else "Nothing is in the improvement log.")
    hidden = every_hidden(on=today(), by=options.by)
    found = [
        row._asdict() for row in complaint_queries.complaints(state=options.state, on=today(), most=MOST)
    ]  # fmt: skip
    for row in found:
        if row["reference"] in hidden:
            row |= {"reference": NOT_NAMED, "name": "", "invoice": "", "words": ""}
    told = [
        (
            complaint_reference(row["id"]), STAGES[row["stage"]], row["reference"],
            FINDINGS.get(row["finding"], f"decide by {row['decide_by']:%-d %b %Y}"),
            "" if row["acknowledged_on"] else f"acknowledge by {row['acknowledge_by']:%-d %b %Y}",
        )
        for row in found
    ]  # fmt: skip
    return Answer({"complaints": found}, columns(told) if told else "There are none.")
