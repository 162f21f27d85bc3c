"""The CSV of who looks after which debts: an owner a row, what they look after, from which day, on whose authority."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from piperoll.formats import table_csv
from piperoll.formats.table_csv import Fault, Meaning, at_most, day, needed, words
from piperoll.foundations.money import pence_from_pounds
from piperoll.foundations.refusals import Rejection

REQUIRED = ("owner", "valid_from", "authority")


def _code(field: str, text: str) -> str:
    """A word as its rows write it, or none."""
    return words(field, text).lower().replace(" ", "_")


def _pence(field: str, text: str) -> int:
    """A sum in pounds, in pence; nought when empty."""
    try:
        return pence_from_pounds(text) if text else 0
    except ValueError:
        raise Fault(field, text, "is not a sum in pounds") from None


COLUMNS: dict[str, Meaning] = {
    "owner": at_most(60, needed),
    "service": at_most(12, words),
    "track": at_most(12, _code),
    "customer_kind": at_most(12, _code),
    "from_sum": _pence,
    "valid_from": day,
    "authority": at_most(120, needed),
    "source": at_most(200, words),
}


def read(file: BinaryIO, name: str) -> Iterator[tuple[int, dict[str, Any] | Rejection, dict[str, str]]]:
    """(line, the rule or why not, the row) for each row. Raises NotATable for the file as a whole."""
    for line, told, row in table_csv.read(file, name, COLUMNS, required=REQUIRED):
        if not isinstance(told, Rejection):
            told["from_pence"] = told.pop("from_sum")
        yield line, told, row
