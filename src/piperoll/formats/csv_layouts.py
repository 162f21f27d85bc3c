"""Which layout a CSV file has: by its heading row, or where there is none by the shape of its first rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from piperoll.formats.csv_cells import clean, day_in
from piperoll.formats.csv_profiles import PROFILES, Profile, profile_from_heading
from piperoll.formats.refusals import FileMalformed

_DELIMITERS = ",;\t|"
_HEADING_WITHIN = 20


@dataclass(frozen=True, slots=True)
class Layout:
    """How one file is laid out: its profile, its delimiter, how many rows to pass over, the day its heading gives."""

    profile: Profile
    delimiter: str
    skip: int
    day: date | None = None


def layout_of(text: str, wanted: Profile | None = None) -> Layout | None:
    """The layout of a CSV statement; None when it is none we know, or not the `wanted` one."""
    head = "\n".join(text.split("\n", _HEADING_WITHIN + 1)[: _HEADING_WITHIN + 1])
    for delimiter in _DELIMITERS:
        try:
            rows = [row for _, row in rows_of(head, delimiter, strict=False)]
        except FileMalformed:
            continue
        layout = _by_heading(rows, delimiter, wanted) or _by_shape(rows, delimiter, wanted)
        if layout:
            return layout
    return None


def _by_heading(rows: list[list[str]], delimiter: str, wanted: Profile | None) -> Layout | None:
    for skip, row in enumerate(rows):
        profile = profile_from_heading(row) if len(row) > 2 else None
        if profile and wanted in (None, profile):
            return Layout(profile, delimiter, skip + 1)
    return None


def _by_shape(rows: list[list[str]], delimiter: str, wanted: Profile | None) -> Layout | None:
    """A layout whose rows have no heading to go by, recognised from the first row that fits its shape."""
    for profile in PROFILES:
        if not profile.shape or wanted not in (None, profile):
            continue
        for skip, row in enumerate(rows[:3]):
            if fits(profile, row):
                day = _heading_day(profile, rows[:skip])
                if (day is None) == (profile.dated_by_heading is None):
                    return Layout(profile, delimiter, skip, day)
    return None


def fits(profile: Profile, row: list[str]) -> bool:
    """Whether a row has the number of cells and the shape the profile gives."""
    if len(row) < len(profile.columns) or any(cell.strip() for cell in row[len(profile.columns) :]):
        return False
    return all(re.fullmatch(pattern, clean(row[profile.columns.index(column)])) for column, pattern in profile.shape)


def _heading_day(profile: Profile, before: list[list[str]]) -> date | None:
    if profile.dated_by_heading is None:
        return None
    for row in before:
        cell = clean(row[profile.dated_by_heading]) if len(row) > profile.dated_by_heading else ""
        if re.fullmatch(r"20\d{6}", cell):
            try:
                return day_in(cell)
            except ValueError as problem:
                raise FileMalformed(format="CSV", line=1, reason=str(problem)) from None
    return None


def rows_of(text: str, delimiter: str, *, strict: bool = True) -> Iterator[tuple[int, list[str]]]:
    """Each row that holds anything, with the line of the file it starts on. Raises FileMalformed."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    line = 1
    try:
        for row in reader:
            if any(map(str.strip, row)):
                yield line, row
            line = reader.line_num + 1
    except csv.Error as problem:
        raise FileMalformed(format="CSV", line=line, reason=f"a quoted cell does not end well ({problem})") from None
