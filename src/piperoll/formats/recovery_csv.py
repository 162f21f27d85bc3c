"""The recovery policy CSV: a stage of a track a row, from which day and by whose authority."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from piperoll.formats import table_csv
from piperoll.formats.table_csv import Fault, Meaning, at_most, day, needed, small_number, words
from piperoll.foundations.money import pence_from_pounds
from piperoll.foundations.refusals import Rejection

REQUIRED = ("track", "stage", "days", "valid_from", "authority")


def _small(field: str, text: str) -> str:
    """A word of the ladder, as its rows write it."""
    return needed(field, text).lower().replace(" ", "_")


def _days(field: str, text: str) -> int:
    """A number of days; nought when empty."""
    return small_number(field, text, 3650) or 0


def _pence(field: str, text: str) -> int:
    """A sum in pounds, in pence; nought when empty."""
    try:
        return pence_from_pounds(text) if text else 0
    except ValueError:
        raise Fault(field, text, "is not a sum in pounds") from None


COLUMNS: dict[str, Meaning] = {
    "track": at_most(12, _small),
    "stage": at_most(16, _small),
    "days": _days,
    "wait_days": _days,
    "channel": at_most(6, lambda field, text: text.lower()),
    "minimum": _pence,
    "next_step": at_most(200, words),
    "valid_from": day,
    "authority": at_most(120, needed),
    "source": at_most(200, words),
}


def read(file: BinaryIO, name: str) -> Iterator[tuple[int, dict[str, Any] | Rejection, dict[str, str]]]:
    """(line, the stage or why not, the row) for each row. Raises NotATable for the file as a whole."""
    yield from table_csv.read(file, name, COLUMNS, required=REQUIRED)
