"""Match a folder of invented bank lines and write what the engine would do with each.

Reads a folder of customers, invoices, lists and a bank statement (the layout is in benchmarks/matching/README.md), runs
the same matching engine the live system uses, and writes one line of JSON a bank line: its status, allocations, what is
left unapplied, the ledger it belongs to, the score and the reasons. Nothing in the books is touched.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.foundations.refusals import Refused
from piperoll.receipting.matching.bench_folder import FORMATS, read_book, read_lines
from piperoll.receipting.matching.decide import decide_all
from piperoll.receipting.matching.decisions import Decision, Status

GROUP = "Checking files"
NEEDS_DATABASE = False


class CannotWrite(Refused):
    """{file} cannot be written: {why}. Choose another with --out."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The folder, where to write, and which form of the statement to read."""
    parser.add_argument("folder", type=Path, help="the folder to read")
    parser.add_argument("--out", type=Path, required=True, help="where to write the predictions (JSON lines)")
    parser.add_argument("--format", choices=FORMATS, default=FORMATS[0], help="the statement to read: camt by default")


def run(options: argparse.Namespace) -> Answer:
    """Match every line and write the predictions."""
    decisions = decide_all(read_lines(options.folder, options.format), read_book(options.folder))
    try:
        with options.out.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(as_prediction(decision)) + "\n" for decision in decisions)
    except OSError as reason:
        raise CannotWrite(file=options.out, why=reason.strerror) from reason
    counts = Counter(decision.status for decision in decisions)
    routed = sum(bool(decision.ledger) for decision in decisions)
    data = {"lines": len(decisions), **{status.value: counts[status] for status in Status}, "other_ledgers": routed}
    text = (
        f"{len(decisions):,} lines: {counts[Status.ALLOCATED]:,} allocated, {counts[Status.SUGGESTED]:,} suggested, "
        f"{counts[Status.SUSPENSE]:,} in suspense ({routed:,} of them for other ledgers). Written to {options.out}."
    )
    return Answer({**data, "out": str(options.out)}, text)


def as_prediction(decision: Decision) -> dict[str, object]:
    """A decision as the benchmark's scorers read it."""
    return {
        "line_id": decision.line_id,
        "status": decision.status.value,
        "allocations": [{"invoice": item, "amount_pence": pence} for item, pence in decision.allocations],
        "unapplied_pence": decision.unapplied_pence,
        "ledger": decision.ledger,
        "score": decision.score,
        "reasons": list(decision.reasons),
    }
