"""Where a month's reconciliations stand; with a number, the evidence pack of one as PDF and CSV."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, today
from piperoll.commands.rejected_files import must_be_free
from piperoll.foundations.money import pounds
from piperoll.reconciliation.evidence import pack
from piperoll.reconciliation.month_ends import STATES, standings
from piperoll.reconciliation.rules import last_month_end, month_end

GROUP = "Reconciliation"


def month(text: str) -> date:
    """A month typed as 2026-10: its last day."""
    try:
        return month_end(date.fromisoformat(f"{text}-01"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a month, like 2026-10") from None


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--month", type=month, default=last_month_end(today()), help="like 2026-10 (else the last one)")
    parser.add_argument("--pack", type=int, metavar="NUMBER", help="write the evidence of this reconciliation")
    parser.add_argument("--folder", type=Path, default=Path(), help="where the evidence goes (else here)")


def run(options: argparse.Namespace) -> Answer:
    """Show them, or write a pack. Raises NoSuchMonthEnd, EvidenceDiffers, FileInTheWay."""
    if options.pack is not None:
        made = pack(options.pack)
        files = [(options.folder / f"{made.name}.pdf", made.pdf), (options.folder / f"{made.name}.csv", made.csv)]
        for path, _ in files:
            must_be_free(path)
        for path, content in files:
            path.write_bytes(content)
        names = [str(path) for path, _ in files]
        return Answer({"files": names}, f"The evidence is in {' and '.join(names)}.")
    told = standings(options.month)
    rows = [
        (str(one.found.pk) if one.found else "", one.name, STATES[one.state],
         pounds(one.found.ledger_pence) if one.found else "", pounds(one.found.difference_pence) if one.found else "")
        for one in told
    ]  # fmt: skip
    facts = [
        {"number": one.found and one.found.pk, "kind": one.kind, "bank": one.bank, "state": one.state,
         "ledger_pence": one.found and one.found.ledger_pence, "listed_pence": one.found and one.found.listed_pence}
        for one in told
    ]  # fmt: skip
    heading = ("", "reconciliation", "stands", "ledger", "difference")
    return Answer({"until": options.month, "month_ends": facts}, columns([heading, *rows], indent=0))
