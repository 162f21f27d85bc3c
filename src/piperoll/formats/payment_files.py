"""Files of payments from whoever takes them for us, read by a layout that is data: fixed places or columns, how dates
and sums are written, where the file says its own total.

Places count from 1. In a fixed file a place is `8-23` (both characters belong to it); in a separated one, a column.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from typing import Any

from piperoll.formats import xlsx_rows
from piperoll.formats.character_sets import decoded
from piperoll.formats.fields import number_in
from piperoll.foundations.money import pence_from_pounds

DATES = {
    "dd/mm/yyyy": "%d/%m/%Y", "dd-mm-yyyy": "%d-%m-%Y", "yyyy-mm-dd": "%Y-%m-%d", "yyyymmdd": "%Y%m%d",
    "ddmmyyyy": "%d%m%Y", "ddmmyy": "%d%m%y", "yymmdd": "%y%m%d", "dd/mm/yy": "%d/%m/%y", "dd-mon-yyyy": "%d-%b-%Y",
    "yyddd": "%y%j",
}  # fmt: skip
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
LONGEST_LINE, MOST_LINES, MOST_PENCE = 2_000, 1_000_000, 10**11
_PLACE = re.compile(r"[1-9]\d{0,3}(-[1-9]\d{0,3})?\Z")
_MASK = {"#": "[0-9]", "@": "[A-Z]", "?": "."}


class LayoutWrong(ValueError):
    """A layout that cannot be: `field` and why, in a few words."""

    def __init__(self, field: str, why: str) -> None:
        self.field, self.why = field, why
        super().__init__(f"{field.replace('_', ' ')} {why}")


@dataclass(frozen=True)
class Layout:
    """How a file is laid out. Empty means there is no such thing in the file.

    `kind` is fixed, comma, semicolon, tab or pipe; `pence` says that sums have no point. A sum is below nought when it
    has a minus, or when the place `minus_at` holds one of `minus_words` (separated by spaces). `reference_drops` is
    taken off the front of references, which should then fit one of `reference_masks` (# a digit, @ a letter, ?
    anything). Lines that begin with `total_starts` hold the total at `total_at`, those with `count_starts` the count of
    payments at `count_at`.
    """

    kind: str
    reference_at: str
    amount_at: str
    date_at: str
    date_format: str = "dd/mm/yyyy"
    pence: bool = False
    minus_at: str = ""
    minus_words: str = ""
    payer_at: str = ""
    note_at: str = ""
    headers: int = 0
    payment_starts: str = ""
    reference_drops: str = ""
    reference_masks: str = ""
    total_starts: str = ""
    total_at: str = ""
    count_starts: str = ""
    count_at: str = ""

    def __post_init__(self) -> None:
        if self.kind != "fixed" and self.kind not in DELIMITERS:
            raise LayoutWrong("kind", "must be fixed, comma, semicolon, tab or pipe")
        if self.date_format not in DATES:
            raise LayoutWrong("date_format", f"must be one of {', '.join(DATES)}")
        if not isinstance(self.headers, int) or not 0 <= self.headers <= 100:
            raise LayoutWrong("headers", "must be from 0 to 100")
        for field in ("reference_at", "amount_at", "date_at"):
            if not getattr(self, field):
                raise LayoutWrong(field, "is missing")
        for name in (field.name for field in fields(self)):
            if name.endswith("_at"):
                self._check_place(name)
        for starts, at in (("total_starts", "total_at"), ("count_starts", "count_at"), ("minus_words", "minus_at")):
            if bool(getattr(self, starts)) != bool(getattr(self, at)):
                raise LayoutWrong(at, f"and {starts.replace('_', ' ')} go together")

    def _check_place(self, field: str) -> None:
        place = getattr(self, field)
        if not place:
            return
        if not _PLACE.match(place) or (self.kind == "fixed") != ("-" in place):
            raise LayoutWrong(field, "must be like 8-23" if self.kind == "fixed" else "must be the number of a column")
        first, _, last = place.partition("-")
        if last and int(last) < int(first):
            raise LayoutWrong(field, "must not end before it begins")

    def told(self) -> dict[str, Any]:
        """The layout as it is kept."""
        return asdict(self)


def layout_of(told: Mapping[str, Any]) -> Layout:
    """The layout kept as data. Raises LayoutWrong."""
    if not isinstance(told, Mapping):
        raise LayoutWrong("layout", "is not a table of names and values")
    known = {field.name: field.type for field in fields(Layout)}
    for name, value in told.items():
        if name not in known:
            raise LayoutWrong(str(name), "is not part of a layout")
        wanted = {"bool": bool, "int": int, "str": str}[str(known[name])]
        if type(value) is not wanted:
            raise LayoutWrong(
                name, f"must be {'yes or no' if wanted is bool else 'a number' if wanted is int else 'words'}"
            )
    for name in ("kind", "reference_at", "amount_at", "date_at"):
        if name not in told:
            raise LayoutWrong(name, "is missing")
    return Layout(**told)


@dataclass(frozen=True)
class Payment:
    """One payment of a file. `fits` says whether its reference is one of ours to look at."""

    line: int
    reference: str
    amount_pence: int
    paid_on: date
    payer: str = ""
    note: str = ""
    fits: bool = True


@dataclass(frozen=True)
class PaymentFile:
    """What a file holds: payments, what is wrong with lines that cannot be read, its own total and count if told."""

    payments: tuple[Payment, ...]
    faults: tuple[tuple[int, str], ...]
    total_pence: int | None = None
    count: int | None = None

    @property
    def found_pence(self) -> int:
        """What its payments come to."""
        return sum(payment.amount_pence for payment in self.payments)


def read(content: bytes, layout: Layout) -> PaymentFile:
    """Read a file. Lines that are blank, headers, or neither a payment nor a total are passed over."""
    try:
        return _read(_lines(content, layout), layout)
    except ValueError as fault:  # of the file as a whole
        return PaymentFile((), ((1, str(fault)),))


def _read(lines: Iterator[tuple[int, _Line]], layout: Layout) -> PaymentFile:
    payments: list[Payment] = []
    faults: list[tuple[int, str]] = []
    told: dict[str, int] = {}
    masks = _masks(layout)
    for number, cells in lines:
        try:
            if (what := _trailer(cells, layout)) is not None:
                told |= what
            elif _is_payment(cells, layout):
                payments.append(_payment(number, cells, layout, masks))
        except ValueError as fault:
            faults.append((number, str(fault)))
    return PaymentFile(tuple(payments), tuple(faults), told.get("total"), told.get("count"))


@dataclass(frozen=True)
class _Line:
    """A line as its layout sees it: places are asked of it by name."""

    text: str
    columns: Sequence[str] | None

    def at(self, place: str) -> str:
        if not place:
            return ""
        first, _, last = place.partition("-")
        if self.columns is None:
            return self.text[int(first) - 1 : int(last)].strip()
        return self.columns[int(first) - 1].strip() if int(first) <= len(self.columns) else ""


def _sheet(content: bytes, layout: Layout) -> Iterator[tuple[int, _Line]]:
    """The rows of a spreadsheet's first sheet that has any. Raises ValueError for what is none, or cannot be read."""
    if layout.kind == "fixed":
        raise ValueError("it is a spreadsheet, and the layout is of fixed places")
    for sheet in xlsx_rows.sheets(io.BytesIO(content)):
        rows = [(number, cells) for number, cells in sheet if any(map(str.strip, cells))]
        if rows:
            yield from (
                (number, _Line(DELIMITERS[layout.kind].join(cells), cells))
                for number, cells in rows
                if number > layout.headers
            )
            return


def _lines(content: bytes, layout: Layout) -> Iterator[tuple[int, _Line]]:
    if xlsx_rows.is_spreadsheet(content):
        yield from _sheet(content, layout)
        return
    lines = decoded(content).replace("\x00", " ").replace("\x1a", " ").splitlines()
    if len(lines) > MOST_LINES:
        raise ValueError(f"it has more than {MOST_LINES:,} lines")
    for number, line in enumerate(lines, 1):
        if number <= layout.headers or not line.strip():
            continue
        line = line[:LONGEST_LINE]
        if layout.kind == "fixed":
            yield number, _Line(line, None)
        else:
            yield number, _Line(line, next(csv.reader([line], delimiter=DELIMITERS[layout.kind]), []))


def _trailer(line: _Line, layout: Layout) -> dict[str, int] | None:
    start, found = line.text.lstrip('" '), {}
    if layout.total_starts and start.startswith(layout.total_starts):
        found["total"] = _pence(line.at(layout.total_at), layout, "total")
    if layout.count_starts and start.startswith(layout.count_starts):
        told = line.at(layout.count_at)
        count = number_in(told)
        if count is None:
            raise ValueError(f"its count {told[:20]!r} is not a number")
        found["count"] = count
    return found or None


def _is_payment(line: _Line, layout: Layout) -> bool:
    return not layout.payment_starts or line.text.startswith(layout.payment_starts)


def _payment(number: int, line: _Line, layout: Layout, masks: Sequence[re.Pattern[str]]) -> Payment:
    pence = _pence(line.at(layout.amount_at), layout, "sum")
    if layout.minus_at and line.at(layout.minus_at) in layout.minus_words.split():
        pence = -abs(pence)
    reference = line.at(layout.reference_at).removeprefix(layout.reference_drops).strip()
    told = line.at(layout.date_at)
    try:
        paid_on = datetime.strptime(told, DATES[layout.date_format]).replace(tzinfo=UTC).date()
    except ValueError:
        raise ValueError(f"its date {told[:20]!r} is not like {layout.date_format}") from None
    fits = not masks or any(mask.fullmatch(reference.upper()) for mask in masks)
    return Payment(
        number, reference[:40], pence, paid_on, line.at(layout.payer_at)[:140], line.at(layout.note_at), fits
    )


def _pence(told: str, layout: Layout, what: str) -> int:
    text = told.replace(" ", "")
    try:
        if layout.pence:
            pence = int(text) if re.fullmatch(r"[+-]?\d{1,15}", text, re.ASCII) else None
        else:
            pence = pence_from_pounds("-" + text[:-1] if text.endswith("-") else text)
    except ValueError:
        pence = None
    if pence is None or abs(pence) > MOST_PENCE:
        how = "whole pence" if layout.pence else "pounds and pence"
        raise ValueError(f"its {what} {told[:20]!r} is not {how}")
    return pence


def _masks(layout: Layout) -> list[re.Pattern[str]]:
    return [
        re.compile("".join(_MASK.get(letter, re.escape(letter)) for letter in mask.upper()))
        for mask in layout.reference_masks.split()
    ]
