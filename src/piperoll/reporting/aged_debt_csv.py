"""Aged debt by customer as a file for a spreadsheet: nothing in it can run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime

from piperoll.foundations.money import plain_pounds
from piperoll.reporting.aged_debt import aged_customers
from piperoll.reporting.rules import BANDS

_CUSTOMERS_AT_A_TIME = 100_000
_RUNS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def aged_debt_csv(*, as_at: date, known_at: datetime, not_named: Collection[str] = ()) -> Iterator[str]:
    """Lines of the file, its heading first, those who owe the most first, in flat memory.

    `not_named`: the references of restricted records; their lines have no name.
    """
    bands = [f"{band.code.replace('-', '_to_') if band.code[0].isdigit() else 'not_due'}_pounds" for band in BANDS]
    yield _line(["customer_ref", "customer", *bands, "debt_pounds", "credit_pounds", "as_at"])
    after = 0
    while rows := aged_customers(as_at=as_at, known_at=known_at, most=_CUSTOMERS_AT_A_TIME, after=after):
        for row in rows:
            sums = (plain_pounds(pence) for pence in (*row.pence, row.debt_pence, row.credit_pence))
            yield _line([row.code, "" if row.code in not_named else safe_text(row.name), *sums, as_at.isoformat()])
        after += len(rows)


def safe_text(text: str) -> str:
    """Words a spreadsheet shows and never runs: an apostrophe before what it would take for a formula (OWASP)."""
    return f"'{text}" if text.lstrip().startswith(_RUNS_AS_FORMULA) or text.startswith(_RUNS_AS_FORMULA) else text


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()
