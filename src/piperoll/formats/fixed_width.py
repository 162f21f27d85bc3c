"""Fixed-width records, described once: the same columns read and write, and their widths must come to the whole.

PAYMENT = Record("payment", 100, digits("sort_code", 6), digits("account_number", 8), …, text("payer_name", 18))
PAYMENT.read(line)["payer_name"]
PAYMENT.write(sort_code="089999", …)
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One run of characters. Digits are filled with noughts on the left, text with blanks on the right.

    A column without a name is a filler: written as its `constant`, and not read.
    """

    name: str
    width: int
    numeric: bool = False
    constant: str = ""


def digits(name: str, width: int) -> Column:
    """A column of digits, noughts before."""
    return Column(name, width, numeric=True)


def text(name: str, width: int) -> Column:
    """A column of text, blanks after."""
    return Column(name, width)


def filler(width: int, constant: str = "") -> Column:
    """Characters that are always the same, blanks unless told."""
    return Column("", width, constant=constant)


class Record:
    """A record's columns in order. Raises ValueError when their widths do not come to `width`."""

    def __init__(self, name: str, width: int, *columns: Column) -> None:
        if sum(column.width for column in columns) != width:
            raise ValueError(f"the columns of {name} come to {sum(c.width for c in columns)}, not {width}")
        self.name, self.width, self.columns = name, width, columns
        self._places: dict[str, tuple[slice, Column]] = {}
        start = 0
        for column in columns:
            self._places[column.name] = slice(start, start + column.width), column
            start += column.width

    def read(self, line: str) -> dict[str, str]:
        """Each named column of a line, blanks around text left out.

        Raises ValueError when the line is too short, or digits are not digits. An all-blank number is empty.
        """
        if len(line.rstrip()) > self.width:
            line = line.rstrip()
        values = {}
        for name, (place, column) in self._places.items():
            if not name:
                continue
            value = line[place].strip()
            if column.numeric and value and not (value.isascii() and value.isdigit() and len(value) == column.width):
                raise ValueError(f"{name.replace('_', ' ')} is {value!r}, not {column.width} digits")
            values[name] = value
        return values

    def write(self, **values: str | int) -> str:
        """The line that holds these values. Raises ValueError when one does not fit its column or has no column."""
        unknown = values.keys() - self._places.keys()
        if unknown:
            raise ValueError(f"{self.name} has no column {', '.join(sorted(unknown))}")
        return "".join(self._written(column, str(values.get(column.name, ""))) for column in self.columns)

    def _written(self, column: Column, value: str) -> str:
        if not column.name:
            return column.constant.ljust(column.width)
        filled = value.rjust(column.width, "0") if column.numeric and value else value.ljust(column.width)
        if len(filled) != column.width:
            raise ValueError(f"{column.name.replace('_', ' ')} {value!r} does not fit {column.width} characters")
        return filled
