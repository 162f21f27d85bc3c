"""Remittances, those that wait for their money first; with a number, the lines of one."""

from __future__ import annotations

import argparse
from typing import Any

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, count, day_in_words, today
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.receipting import remittances
from piperoll.safeguards.seeing import every_hidden

GROUP = "Money in"
NEEDS_ACTOR = True


class NoSuchRemittance(Refused):
    """There is no remittance {remittance}. See them with  ./piperoll remittances"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("remittance", type=int, nargs="?", help="one remittance's number")


def run(options: argparse.Namespace) -> Answer:
    """Show them. Raises NotPermitted, NoSuchRemittance."""
    options.by.must("see_receipts")
    hidden = every_hidden(on=today(), by=options.by)
    if options.remittance is None:
        found = remittances.all_of_them(hidden=hidden)
        rows = [
            (str(row.id), row.payer_name or "", row.reference, day_in_words(row.paid_on), pounds(row.total_pence),
             _became(row))
            for row in found
        ]  # fmt: skip
        return Answer(
            {"remittances": [row._asdict() for row in found]},
            columns(rows) if rows else "No remittance was taken in yet.",
        )
    one = remittances.remittance(options.remittance, hidden=hidden)
    if one is None:
        raise NoSuchRemittance(remittance=options.remittance)
    lines = remittances.lines_of(one.id, hidden=hidden)
    head = (
        f"{one.payer_name or ''}, {one.reference}, {day_in_words(one.paid_on)}: {pounds(one.total_pence)} in "
        f"{count(one.line_count, 'line')}, {_became(one)}."
    )
    told = columns([(reference, name, pounds(pence)) for reference, name, pence in lines])
    return Answer(one._asdict() | {"lines": lines}, f"{head}\n{told}")


def _became(row: Any) -> str:
    if row.waits:
        return "waits for its money"
    return f"replaced by {row.replaced_by}" if row.replaced_by else f"placed receipt {row.receipt}"
