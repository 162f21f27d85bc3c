"""The lines of a file of payments, whatever it is kept as: text with or without line ends, in columns, or a sheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from piperoll.formats import xlsx_rows
from piperoll.formats.character_sets import decoded

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
LONGEST_LINE, MOST_LINES, LINES_IN_A_CELL = 2_000, 1_000_000, 10
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class PaymentLine:
    """A line as a layout sees it: where it stands in the file, its text, and its cells unless its places are fixed."""

    number: int
    text: str
    cells: Sequence[str] | None

    def at(self, place: str) -> str:
        """What stands at a place, which is characters like `8-23` or the number of a cell, without blanks around."""
        if not place:
            return ""
        first, _, last = place.partition("-")
        if self.cells is None:
            return self.text[int(first) - 1 : int(last)].strip()
        return self.cells[int(first) - 1].strip() if int(first) <= len(self.cells) else ""

    def starts(self, words: str) -> bool:
        """Whether it begins with these words, in quotation marks or not."""
        return self.text.startswith(words) or self.text.lstrip('" ').startswith(words.lstrip('" ') or words)


def lines_of(content: bytes, kind: str, line_length: int, furthest: int) -> Iterator[PaymentLine]:
    """Each line that is not blank. A line of a fixed file reaches `furthest` at least.

    Raises ValueError, in a few words, for what cannot be read as such a file.
    """
    if xlsx_rows.is_spreadsheet(content):
        yield from _sheet(content, kind)
        return
    text = decoded(content).replace("\x00", " ").replace("\x1a", " ").replace("\x0c", "")
    lines = _cut(text, kind, line_length, furthest)
    if len(lines) > MOST_LINES:
        raise ValueError(f"it has more than {MOST_LINES:,} lines")
    if long := next((number for number, line in enumerate(lines, 1) if len(line) > LONGEST_LINE), 0):
        raise ValueError(f"its line {long:,} has more than {LONGEST_LINE:,} characters")
    if kind != "fixed":
        yield from _in_cells(lines, DELIMITERS[kind])
        return
    yield from (PaymentLine(number, line, None) for number, line in enumerate(lines, 1) if line.strip())


def _cut(text: str, kind: str, line_length: int, furthest: int) -> list[str]:
    """The lines of a text: at its line ends, or where it has none and its places are fixed, each so long."""
    lines = _LINE_END.split(text)
    only = lines[0].rstrip() if not any(map(str.strip, lines[1:])) else ""
    if kind != "fixed" or len(only) <= max(furthest, line_length):
        return lines
    if line_length:
        return [only[at : at + line_length] for at in range(0, len(only), line_length)]
    if len(only) >= 2 * furthest:
        raise ValueError("it has no line ends, so its layout must say how many characters a line has")
    return lines


def _sheet(content: bytes, kind: str) -> Iterator[PaymentLine]:
    """The rows of a spreadsheet's first sheet that has any."""
    if kind == "fixed":
        raise ValueError("it is a spreadsheet, and the layout is of fixed places")
    for sheet in xlsx_rows.sheets(io.BytesIO(content)):
        rows = [(number, cells) for number, cells in sheet if any(map(str.strip, cells))]
        if rows:
            yield from (PaymentLine(number, DELIMITERS[kind].join(cells), cells) for number, cells in rows)
            return


def _in_cells(lines: Sequence[str], delimiter: str) -> Iterator[PaymentLine]:
    """Each row in its cells. A cell in quotation marks may hold line ends."""
    at = 0
    while at < len(lines):
        taken, cells = _row(lines, at, delimiter)
        if any(map(str.strip, cells)):
            yield PaymentLine(at + 1, lines[at], [cell.replace("\n", " ") for cell in cells])
        at += taken


def _row(lines: Sequence[str], at: int, delimiter: str) -> tuple[int, list[str]]:
    """How many lines the row that begins there takes, and its cells. A quotation mark nobody ends is a letter."""
    for taken in range(1, min(LINES_IN_A_CELL, len(lines) - at) + 1):
        try:
            return taken, next(csv.reader(["\n".join(lines[at : at + taken])], delimiter=delimiter, strict=True), [])
        except csv.Error as fault:
            if "end of data" not in str(fault):
                break
    return 1, next(csv.reader([lines[at]], delimiter=delimiter), [])
