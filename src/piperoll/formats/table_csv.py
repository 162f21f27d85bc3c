"""CSV files of ours, whatever the table: opened in any usual encoding, each cell given its meaning, bad rows told.

`read` gives a row's meanings by column, or a Rejection that says which field will not do and why.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

from piperoll.foundations.refusals import Refused, Rejection

LONGEST_FIELD = 200
DELIMITERS = ",;\t|"
FORMULA = frozenset("=+-@\t\r")
Meaning = Callable[[str, str], Any]
"""(column, text) → what it means. Raises Fault."""
_THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)


class NotATable(Refused):
    """{name} cannot be taken in: {why}. Nothing was changed."""


class Fault(Exception):
    """A field that will not do."""

    def __init__(self, field: str, value: str, reason: str) -> None:
        self.field, self.value, self.reason = field, value, reason


def read(
    file: BinaryIO, name: str, columns: Mapping[str, Meaning], *, required: tuple[str, ...]
) -> Iterator[tuple[int, dict[str, Any] | Rejection, dict[str, str]]]:
    """(line, meanings by column or a Rejection, the row as it came) for each row that is not blank.

    A column that is not required may be absent and is then empty. Raises NotATable for the file as a whole.
    """
    try:
        text, delimiter = as_text(file)
    except ValueError as fault:
        raise NotATable(name=name, why=str(fault)) from None
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    try:
        heading = _heading(reader, name, required)
        for values in reader:
            row = dict(zip(heading, [*values, *[""] * (len(heading) - len(values))], strict=False))
            if any(value.strip() for value in values):
                yield reader.line_num, _row(reader.line_num, row, values, heading, columns), row
    except csv.Error as fault:
        raise NotATable(name=name, why=f"line {reader.line_num} cannot be read as CSV ({fault})") from None
    finally:
        text.detach()  # the file is the caller's to close


def _heading(reader: Iterator[list[str]], name: str, required: tuple[str, ...]) -> list[str]:
    heading = [re.sub(r"[\s_-]+", "_", column.strip().lower()) for column in _first(reader)]
    missing = [column for column in required if column not in heading]
    if missing:
        raise NotATable(name=name, why=f"its heading lacks {', '.join(missing)}")
    twice = {column for column in heading if column and heading.count(column) > 1}
    if twice:
        raise NotATable(name=name, why=f"its heading has {', '.join(sorted(twice))} twice")
    return heading


def _first(reader: Iterator[list[str]]) -> list[str]:
    """The first row that is not blank."""
    return next((values for values in reader if any(map(str.strip, values))), [])


def _row(
    line: int, row: dict[str, str], values: list[str], heading: list[str], columns: Mapping[str, Meaning]
) -> dict[str, Any] | Rejection:
    if len(values) != len(heading):
        return Rejection(line, "", "", f"the row has {len(values)} fields where the heading has {len(heading)}")
    try:
        return {field: meaning(field, clean(field, row.get(field, ""))) for field, meaning in columns.items()}
    except Fault as fault:
        return Rejection(line, fault.field, fault.value, fault.reason)


def as_text(file: BinaryIO) -> tuple[io.TextIOWrapper, str]:
    """The file as text, and what stands between its cells. Raises ValueError for what is no text."""
    file.seek(0)
    start = file.read(65536)
    if not start.strip():
        raise ValueError("it is empty")
    if start[:4] in (b"%PDF", b"PK\x03\x04"):
        raise ValueError("it is a PDF or a spreadsheet; save it as CSV first")
    encoding = _encoding(file, start)
    if b"\x00" in start and encoding != "utf-16":
        raise ValueError("it is not text in UTF-8, UTF-16 or Windows-1252")
    file.seek(0)
    first_line = start.decode(encoding, errors="replace").lstrip("\ufeff \r\n").split("\n", 1)[0]
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    return text, max(DELIMITERS, key=first_line.count)


def _encoding(file: BinaryIO, start: bytes) -> str:
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        file.seek(0)
        while piece := file.read(1 << 20):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def clean(field: str, text: str) -> str:
    """A cell without what does not print, and without the guard we put before formulas. Raises Fault."""
    if len(text) > LONGEST_FIELD:
        raise Fault(field, text[:40] + "…", f"is {len(text)} characters long; the most is {LONGEST_FIELD}")
    if "\n" in text or "\r" in text:
        why = "runs over more than one line; look for a quotation mark that is never closed"
        raise Fault(field, text.splitlines()[0][:40] + "…", why)
    if text[:1] == "'" and text[1:2] in FORMULA:
        text = text[1:]  # the apostrophe with which we guard a cell against spreadsheets
    if not text.isprintable():
        text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return text.strip()


def needed(field: str, value: str) -> str:
    """The value, which may not be empty. Raises Fault."""
    if not value:
        raise Fault(field, value, "is missing")
    return value


def code(field: str, text: str) -> str:
    """A code in capitals, which may not be missing. Raises Fault."""
    return needed(field, text.upper())


def words(field: str, text: str) -> str:
    """Whatever it says."""
    return text


def day(field: str, text: str) -> date:
    """A date, which may not be missing. Raises Fault."""
    return parse_date(field, needed(field, text))


def price(field: str, text: str) -> Decimal:
    """Pounds, to a hundredth of a penny. Raises Fault."""
    return parse_number(field, text.removeprefix("£"), 7, 4)


def at_most(longest: int, meaning: Meaning = needed) -> Meaning:
    """A meaning whose text may be no longer than that."""

    def checked(field: str, text: str) -> Any:
        if len(text) > longest:
            raise Fault(field, text[:40] + "…", f"is {len(text)} characters long; the most is {longest}")
        return meaning(field, text)

    return checked


def small_number(field: str, text: str, most: int) -> int | None:
    """A whole number from 0 to `most`, or none. Raises Fault."""
    if not text:
        return None
    if not (text.isdigit() and text.isascii() and len(text) < 6 and int(text) <= most):
        raise Fault(field, text, f"is not a whole number from 0 to {most}")
    return int(text)


def parse_number(field: str, text: str, whole: int, part: int) -> Decimal:
    """A number of up to so many digits before and after the point. Raises Fault."""
    if not text:
        raise Fault(field, text, "is missing")
    if "," in text:
        if not _THOUSANDS.fullmatch(text):
            raise Fault(field, text, "has a comma that is not between thousands; write pence after a point, as 13.90")
        text = text.replace(",", "")
    if re.fullmatch(r"-\d+(\.\d+)?", text):
        raise Fault(field, text, "is negative; a feeder only charges, a credit needs a credit note")
    if not re.fullmatch(rf"\d{{1,{whole}}}(\.\d{{1,{part}}})?|\.\d{{1,{part}}}", text, re.ASCII):
        raise Fault(field, text, f"is not a number of up to {whole} digits and {part} decimal places")
    return Decimal(text)


def parse_date(field: str, text: str) -> date:
    """A date, written 2026-11-30 or 30/11/2026. Raises Fault."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)|(\d\d?)/(\d\d?)/(\d{4})", text, re.ASCII)
    try:
        if not found:
            raise ValueError
        y, m, d = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
        on = date(int(y), int(m), int(d))
    except ValueError:
        raise Fault(field, text, "is not a date; write 2026-11-30 or 30/11/2026") from None
    if not 2000 <= on.year <= 2100:
        raise Fault(field, text, "is a date outside 2000 to 2100")
    return on
