"""A statement that a bank gives as a spreadsheet (XLSX): its sheet, written out as the CSV it would have been."""

from __future__ import annotations

import csv
import io
import zipfile

from piperoll.formats import xlsx_rows
from piperoll.formats.csv_layouts import layout_of
from piperoll.formats.refusals import NotAStatement


def as_csv(content: bytes) -> bytes:
    """The first sheet that is laid out as a statement, row for line. Raises NotAStatement."""
    if not _holds_sheets(content):
        raise _refusal("is a ZIP archive; unpack it first")
    try:
        for sheet in xlsx_rows.sheets(io.BytesIO(content)):
            text = _written(sheet)
            if layout_of(text):
                return text.encode()
    except ValueError as fault:
        raise _refusal(f"is no text: {fault}") from None
    raise _refusal("is a spreadsheet, and no sheet of it has a heading we know")


def _holds_sheets(content: bytes) -> bool:
    """Whether an archive may be a spreadsheet: one that cannot be opened is left to the reader to name."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return any(name.startswith("xl/") for name in packed.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        return True


def _written(sheet: xlsx_rows.Sheet) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    written = 0
    for number, cells in sheet:
        out.write("\n" * (number - written - 1))
        writer.writerow(" ".join(cell.split("\n")) for cell in cells)
        written = number
    return out.getvalue()


def _refusal(reason: str) -> NotAStatement:
    return NotAStatement(line=1, reason=reason, wanted="a camt.053, MT940, BAI2, Bankline or CSV statement")
