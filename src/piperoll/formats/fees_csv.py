"""The fees and charges CSV: a price a row, from which day and by whose authority."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from piperoll.formats import table_csv
from piperoll.formats.table_csv import Meaning, at_most, code, day, needed, price, words
from piperoll.foundations.refusals import Rejection

REQUIRED = ("service", "code", "name", "unit", "price", "vat_code", "income_code", "valid_from", "authority")
COLUMNS: dict[str, Meaning] = {
    "service": at_most(12, code),
    "code": at_most(24, code),
    "concession": at_most(24, lambda field, text: text.upper()),
    "name": at_most(120),
    "unit": at_most(24),
    "price": price,
    "vat_code": at_most(4, code),
    "income_code": at_most(24, code),
    "valid_from": day,
    "authority": at_most(120, needed),
    "source": at_most(200, words),
}


def read(file: BinaryIO, name: str) -> Iterator[tuple[int, dict[str, Any] | Rejection, dict[str, str]]]:
    """(line, the fee or why not, the row) for each row. Raises NotATable for the file as a whole."""
    yield from table_csv.read(file, name, COLUMNS, required=REQUIRED)
