"""The trigger figures CSV: a group of costs a row, in pounds a month, from which day and by whose authority."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from piperoll.formats import table_csv
from piperoll.formats.table_csv import Fault, Meaning, at_most, day, needed, words
from piperoll.foundations.money import pence_from_pounds
from piperoll.foundations.refusals import Rejection

REQUIRED = ("group", "single", "extra_adult", "under_14", "from_14", "valid_from", "authority")
MOST_PENCE = 10_000_00


def _group(field: str, text: str) -> str:
    """A group of flexible costs, as its rows write it."""
    return needed(field, text).lower()


def _pence(field: str, text: str) -> int:
    """A sum in pounds, in pence; nought when empty."""
    try:
        pence = pence_from_pounds(text) if text else 0
    except ValueError:
        raise Fault(field, text, "is not a sum in pounds") from None
    if not 0 <= pence <= MOST_PENCE:
        raise Fault(field, text, "is not a sum from nought to £10,000")
    return pence


COLUMNS: dict[str, Meaning] = {
    "group": at_most(16, _group),
    "single": _pence,
    "extra_adult": _pence,
    "under_14": _pence,
    "from_14": _pence,
    "vehicle": _pence,
    "valid_from": day,
    "authority": at_most(120, needed),
    "source": at_most(200, words),
}


def read(file: BinaryIO, name: str) -> Iterator[tuple[int, dict[str, Any] | Rejection, dict[str, str]]]:
    """(line, the figures or why not, the row) for each row. Raises NotATable for the file as a whole."""
    yield from table_csv.read(file, name, COLUMNS, required=REQUIRED)
