"""Turn a service's feeder file of charges into invoices.

What a quality check flags is held back, unless you say with --looked-at why it is right. Lines that cannot be taken
are written beside the file, each with its reason, as a CSV the service can correct and send
again alone. The same file twice changes nothing. Stop it at any moment and type it again: it goes on where it was.
The layout is in docs/user/feeder.md.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.billing.raise_invoices import Expected, raise_invoices, rejected_csv
from piperoll.billing.raising import Raised
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, count, day_in_words, now, pence, readable
from piperoll.commands.progress import counting
from piperoll.commands.rejected_files import must_be_free, place_for, written
from piperoll.foundations.money import pounds

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("feeder", type=Path, help="the service's CSV file")
    ask_for_the_day(parser, "the invoice date")
    parser.add_argument("--expect-lines", type=int, metavar="N", help="refuse the file unless it holds so many charges")
    parser.add_argument("--expect-pounds", type=pence, metavar="X", help="refuse it unless they are worth this, net")
    parser.add_argument(
        "--looked-at", default="", metavar="WHY", help="bill what the checks flag, too: why it is right"
    )
    parser.add_argument(
        "--rejected", type=Path, metavar="OUT.csv", help="where rejected lines go (else beside the file)"
    )


def run(options: argparse.Namespace) -> Answer:
    """Raise the invoices; exit code 1 when not one line could be billed, or the rejected ones not written down.

    Raises FileUnreadable, FileInTheWay and whatever the verb refuses.
    """
    feeder = readable(options.feeder)
    if options.rejected:
        must_be_free(options.rejected)
    with counting("lines read") as reading, counting("steps of billing done") as progress:
        raised = raise_invoices(
            feeder=feeder, on=options.on, at=now(), by=options.by,
            expected=Expected(options.expect_lines, options.expect_pounds), looked_at=options.looked_at.strip(),
            reading=reading, progress=progress,
        )  # fmt: skip
    data = asdict(raised)
    said = _said(raised, feeder.name, day_in_words(options.on))
    all_well = True
    if raised.lines_rejected:
        place = place_for(feeder, raised.run, options.rejected)
        data["rejected_file"] = str(place)
        where, is_written = written(place, rejected_csv(raised.run), raised.run)
        said += "\n" + where
        all_well = raised.lines_billed > 0 and is_written
    return Answer(data, said, 0 if all_well else 1)


def _said(raised: Raised, name: str, on: str) -> str:
    totals = columns(
        [
            ("in", f"{raised.lines_in:,}", pounds(raised.net_pence_in)),
            ("billed", f"{raised.lines_billed:,}", pounds(raised.net_pence_billed)),
            ("rejected", f"{raised.lines_rejected:,}", pounds(raised.net_pence_rejected)),
        ]
    )
    taken_up = ", taken up where it had stopped" if raised.resumed else ""
    lines = [f"Run {raised.run}: {name}, invoices dated {on}{taken_up} (lines, net of VAT).", totals]
    if raised.invoices:
        lines.append(
            f"{count(raised.invoices, 'invoice')}, {raised.first_number} to {raised.last_number}: "
            f"{pounds(raised.gross_pence)} to collect, {pounds(raised.vat_pence)} of it VAT. "
            f"New customers: {raised.new_customers:,}."
        )
    else:
        lines.append("No invoice was raised.")
    if raised.lines_held:
        lines.append(
            f"{count(raised.lines_held, 'line')} of the rejected are flagged: preview the rejected file to look at "
            "them and release what is right."
        )
    return "\n".join(lines)
