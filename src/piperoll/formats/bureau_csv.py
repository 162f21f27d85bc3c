"""Collections as a CSV for a Bacs bureau, which makes the submission itself: one row a payment or instruction, no
contras."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from piperoll.formats.standard18_writing import Record
from piperoll.foundations.money import plain_pounds

HEADING = (
    "sort_code",
    "account_number",
    "account_name",
    "reference",
    "transaction_code",
    "amount",
    "processing_date",
)


def lines(records: Iterable[Record]) -> Iterator[bytes]:
    """The heading and a line a record, each with its end. Amounts are in pounds, days like 2026-11-24."""
    yield _line(HEADING)
    for record in records:
        yield _line(
            (
                record.sort_code,
                record.account_number,
                record.name,
                record.reference,
                record.code,
                plain_pounds(record.pence),
                record.day.isoformat(),
            )
        )


def _line(values: tuple[str, ...]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(values)
    return text.getvalue().encode("ascii")
