"""Aged debt by customer as a file for a spreadsheet."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime

from piperoll.formats.spreadsheet_csv import line
from piperoll.foundations.money import plain_pounds
from piperoll.reporting.aged_debt import aged_customers
from piperoll.reporting.rules import BANDS

_CUSTOMERS_AT_A_TIME = 100_000


def aged_debt_csv(*, as_at: date, known_at: datetime, not_named: Collection[str] = ()) -> Iterator[str]:
    """Lines of the file, its heading first, those who owe the most first, in flat memory.

    `not_named`: the references of restricted records; their lines have no name.
    """
    bands = [f"{band.code.replace('-', '_to_') if band.code[0].isdigit() else 'not_due'}_pounds" for band in BANDS]
    yield line(["customer_ref", "customer", *bands, "debt_pounds", "credit_pounds", "as_at"])
    after = 0
    while rows := aged_customers(as_at=as_at, known_at=known_at, most=_CUSTOMERS_AT_A_TIME, after=after):
        for row in rows:
            sums = (plain_pounds(pence) for pence in (*row.pence, row.debt_pence, row.credit_pence))
            yield line([row.code, "" if row.code in not_named else row.name, *sums, as_at.isoformat()])
        after += len(rows)
