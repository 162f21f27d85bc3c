"""The rows of a spreadsheet (XLSX) as text, sheet by sheet, without ever unpacking more than a payer's list can be.

A whole number reads without a point, any other to the penny where the sheet's own arithmetic left dust behind it, and
with the noughts in front that its format shows. A formula reads as what it came to when the sheet was saved.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, BinaryIO

from openpyxl import load_workbook

MOST_UNPACKED, MOST_PARTS, MOST_SHEETS = 20_000_000, 500, 20
MOST_ROWS, MOST_COLUMNS = 10_000, 40
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_DUST = 1e-6
Row = tuple[int, list[str]]
"""The number of a row in its sheet, from 1, and its cells."""
Sheet = Iterator[Row]


def is_spreadsheet(start: bytes) -> bool:
    """Whether a file that begins like this would be one."""
    return start.startswith((b"PK\x03\x04", _OLD_OR_LOCKED))


def sheets(file: BinaryIO) -> Iterator[Sheet]:
    """The rows of each sheet that is not hidden. Raises ValueError, in a few words, for what is no spreadsheet of a
    size to read; also while its rows are read."""
    _must_be_small(file)
    with _damage_in_words():
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        shown = [sheet for sheet in book.worksheets[:MOST_SHEETS] if sheet.sheet_state == "visible"]
    try:
        yield from map(_rows, shown)
    finally:
        book.close()


@contextmanager
def _damage_in_words() -> Iterator[None]:
    """The reader answers damage with whatever it stumbles over, and warns of what no list needs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except Exception:
            raise ValueError("it is not a spreadsheet that can be read; save it again as XLSX or CSV") from None


def _must_be_small(file: BinaryIO) -> None:
    file.seek(0)
    if file.read(4) == _OLD_OR_LOCKED:
        raise ValueError("it is an old XLS or locked with a password; save it as XLSX without a password, or as CSV")
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        raise ValueError("it is not a whole spreadsheet; ask the payer to send it again") from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise ValueError("it unpacks to more than any list of payments holds")


def _rows(sheet: Any) -> Sheet:
    with _damage_in_words():
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_col=MOST_COLUMNS)
    for number in range(1, MOST_ROWS + 2):
        with _damage_in_words():
            cells = next(rows, None)
            row = None if cells is None else [_text(cell) for cell in cells]
        if row is None:
            return
        if number > MOST_ROWS:
            raise ValueError(f"a sheet of it has more than {MOST_ROWS:,} rows; ask for it in parts")
        yield number, row


def _text(cell: Any) -> str:
    value = cell.value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, int):
        return str(value).zfill(_noughts(cell.number_format))
    if isinstance(value, float):
        near = round(value, 2)
        return f"{near:.2f}" if abs(value - near) < _DUST else repr(value)
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    return str(value)


def _noughts(number_format: Any) -> int:
    """How many digits a format like `00000000` shows at least."""
    return len(number_format) if re.fullmatch(r"0{2,20}", str(number_format)) else 0
