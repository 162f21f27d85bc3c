"""The CSV of cheques to pay in: a cheque a row, with who drew it and what it is for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from piperoll.formats import table_csv
from piperoll.formats.table_csv import Fault, Meaning, at_most, needed, words
from piperoll.foundations.money import pence_from_pounds
from piperoll.foundations.refusals import Rejection

REQUIRED = ("amount", "drawer")


def _pence(field: str, text: str) -> int:
    try:
        return pence_from_pounds(needed(field, text))
    except ValueError:
        raise Fault(field, text, "is not a sum in pounds and pence") from None


COLUMNS: dict[str, Meaning] = {
    "amount": _pence,
    "drawer": at_most(140, needed),
    "number": at_most(10, words),
    "reference": at_most(40, words),
}


def read(file: BinaryIO, name: str) -> Iterator[tuple[int, dict[str, Any] | Rejection, dict[str, str]]]:
    """(line, the cheque or why not, the row) for each row. Raises NotATable for the file as a whole."""
    yield from table_csv.read(file, name, COLUMNS, required=REQUIRED)
