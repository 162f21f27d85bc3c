"""The care CSV: what care each person had in each week, as a provider or the care system tells it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, BinaryIO

from piperoll.formats import table_csv
from piperoll.formats.table_csv import Meaning, at_most, code, day, parse_number
from piperoll.foundations.refusals import Rejection

REQUIRED = ("customer_ref", "package", "week", "units", "unit_cost", "description")


def _units(field: str, text: str) -> Decimal:
    return parse_number(field, text, 4, 2)


def _cost(field: str, text: str) -> Decimal:
    return parse_number(field, text.removeprefix("£"), 5, 4)


COLUMNS: dict[str, Meaning] = {
    "customer_ref": lambda field, text: code(field, text.replace(" ", "")),
    "package": at_most(24, code),
    "week": day,
    "units": _units,
    "unit_cost": _cost,
    "description": at_most(80),
}


def read(file: BinaryIO, name: str) -> Iterator[tuple[int, dict[str, Any] | Rejection, dict[str, str]]]:
    """(line, the week or why not, the row) for each row. Raises NotATable for the file as a whole."""
    yield from table_csv.read(file, name, COLUMNS, required=REQUIRED)
