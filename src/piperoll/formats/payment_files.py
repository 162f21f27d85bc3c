"""Files of payments from whoever takes them for us, read by a layout that is data: fixed places or columns, how dates
and sums are written, where the file says its own total.

Places count from 1. In a fixed file a place is `8-23` (both characters belong to it); in a separated one, a column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from piperoll.formats.csv_cells import pence_in
from piperoll.formats.fields import number_in
from piperoll.formats.payment_lines import DELIMITERS, LONGEST_LINE, PaymentLine, lines_of
from piperoll.formats.written_days import WrittenWrong, day_of, must_be_one
from piperoll.foundations.fund_references import CHECKS, FundReference

MOST_PENCE = 10**11
_CHECKED = frozenset(CHECKS) - {"none", "born"}
_PLACE = re.compile(r"[1-9]\d{0,3}(-[1-9]\d{0,3})?\Z")
_MASK = {"#": "[0-9]", "@": "[A-Z]", "?": "."}
_SWAPPED = str.maketrans(".,", ",.")


class LayoutWrong(ValueError):
    """A layout that cannot be: `field` and why, in a few words."""

    def __init__(self, field: str, why: str) -> None:
        self.field, self.why = field, why
        super().__init__(f"{field.replace('_', ' ')} {why}")


@dataclass(frozen=True)
class Layout:
    """How a file is laid out. Empty means there is no such thing in the file.

    `kind` is fixed, comma, semicolon, tab or pipe; a fixed file without line ends has `line_length` characters a line.
    `pence` says that sums have no point, `decimal_comma` that theirs is a comma. A sum is below nought when it has a
    minus, or when the place `minus_at` holds one of `minus_words` (separated by spaces, in capitals or not).

    `reference_drops` is taken off the front of references, which should then fit one of `reference_masks` (# a digit,
    @ a letter, ? anything; the name of a check after a mask asks for its check digits); `reference_part` are the
    characters of them that are ours. Lines that begin with `total_starts` hold the total at `total_at`, those with
    `count_starts` the count of payments at `count_at`; with `date_starts`, such a line holds at `date_at` the day of
    the payments below it. They may stand among the `headers`.
    """

    kind: str
    reference_at: str
    amount_at: str
    date_at: str
    date_format: str = "dd/mm/yyyy"
    date_starts: str = ""
    pence: bool = False
    decimal_comma: bool = False
    minus_at: str = ""
    minus_words: str = ""
    payer_at: str = ""
    note_at: str = ""
    headers: int = 0
    line_length: int = 0
    payment_starts: str = ""
    reference_drops: str = ""
    reference_masks: str = ""
    reference_part: str = ""
    total_starts: str = ""
    total_at: str = ""
    count_starts: str = ""
    count_at: str = ""

    def __post_init__(self) -> None:
        if self.kind != "fixed" and self.kind not in DELIMITERS:
            raise LayoutWrong("kind", "must be fixed, comma, semicolon, tab or pipe")
        try:
            must_be_one(self.date_format)
        except WrittenWrong as fault:
            raise LayoutWrong("date_format", str(fault)) from None
        for field, most in (("headers", 100), ("line_length", LONGEST_LINE)):
            if not isinstance(getattr(self, field), int) or not 0 <= getattr(self, field) <= most:
                raise LayoutWrong(field, f"must be from 0 to {most:,}")
        if self.line_length and self.kind != "fixed":
            raise LayoutWrong("line_length", "is for files in fixed places")
        if self.pence and self.decimal_comma:
            raise LayoutWrong("decimal_comma", "is not for whole pence")
        self._check_places()
        for starts, at in (("total_starts", "total_at"), ("count_starts", "count_at"), ("minus_words", "minus_at")):
            if bool(getattr(self, starts)) != bool(getattr(self, at)):
                raise LayoutWrong(at, f"and {starts.replace('_', ' ')} go together")
        masks = self.reference_masks.lower().split()
        if any(word in _CHECKED and (place == 0 or masks[place - 1] in _CHECKED) for place, word in enumerate(masks)):
            raise LayoutWrong("reference_masks", "must say what a reference looks like before its check")

    def _check_places(self) -> None:
        for field in ("reference_at", "amount_at", "date_at"):
            if not getattr(self, field):
                raise LayoutWrong(field, "is missing")
        for name in (field.name for field in fields(self)):
            if name.endswith("_at"):
                _check_place(name, getattr(self, name), span=self.kind == "fixed")
        _check_place("reference_part", self.reference_part, span=True)

    @property
    def furthest(self) -> int:
        """The last place of a fixed line that the layout looks at."""
        places = (getattr(self, field.name) for field in fields(self) if field.name.endswith("_at"))
        return max(int(place.rpartition("-")[2]) for place in places if place)

    def told(self) -> dict[str, Any]:
        """The layout as it is kept."""
        return asdict(self)


def _check_place(field: str, place: str, *, span: bool) -> None:
    if not place:
        return
    if not _PLACE.match(place) or span != ("-" in place):
        raise LayoutWrong(field, "must be like 8-23" if span else "must be the number of a column")
    first, _, last = place.partition("-")
    if last and int(last) < int(first):
        raise LayoutWrong(field, "must not end before it begins")


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
    """What a file holds: payments, what is wrong with lines that cannot be read, its own total and count if told, and
    the lines below the headers that were passed over, being neither a payment nor anything the layout names."""

    payments: tuple[Payment, ...]
    faults: tuple[tuple[int, str], ...]
    total_pence: int | None = None
    count: int | None = None
    passed_over: tuple[int, ...] = ()

    @property
    def found_pence(self) -> int:
        """What its payments come to."""
        return sum(payment.amount_pence for payment in self.payments)


def read(content: bytes, layout: Layout) -> PaymentFile:
    """Read a file. Lines that are blank, headers, or neither a payment nor a total are passed over."""
    reader = _Reader(layout)
    try:
        for line in lines_of(content, layout.kind, layout.line_length, layout.furthest):
            reader.take(line)
    except ValueError as fault:  # of the file as a whole
        return PaymentFile((), ((1, str(fault)),))
    return reader.found()


class _Reader:
    """Takes the lines of one file in turn. A line may tell the total, the count and the day at once."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.masks = _masks(layout)
        self.payments: list[Payment] = []
        self.faults: list[tuple[int, str]] = []
        self.totals: list[int] = []
        self.counts: list[int] = []
        self.passed_over: list[int] = []
        self.day: date | None = None

    def take(self, line: PaymentLine) -> None:
        """What a line says; a heading that only looks like a total is a heading."""
        heading = line.number <= self.layout.headers
        try:
            if self._tells_of_the_file(line) or heading:
                return
            if self.layout.payment_starts and not line.starts(self.layout.payment_starts):
                self.passed_over.append(line.number)
                return
            self.payments.append(self._payment(line))
        except ValueError as fault:
            if not heading:
                self.faults.append((line.number, str(fault)))

    def found(self) -> PaymentFile:
        """All that was taken."""
        total = _in_all(self.totals, sum(payment.amount_pence for payment in self.payments))
        return PaymentFile(
            tuple(self.payments), tuple(self.faults), total, _in_all(self.counts, len(self.payments)),
            tuple(self.passed_over),
        )  # fmt: skip

    def _tells_of_the_file(self, line: PaymentLine) -> bool:
        layout, tells = self.layout, False
        if layout.total_starts and line.starts(layout.total_starts):
            self.totals.append(_pence(line.at(layout.total_at), layout, "total"))
            tells = True
        if layout.count_starts and line.starts(layout.count_starts):
            said = line.at(layout.count_at)
            count = number_in(said.replace(",", ""))
            if count is None:
                raise ValueError(f"its count {said[:20]!r} is not a number")
            self.counts.append(count)
            tells = True
        if layout.date_starts and line.starts(layout.date_starts):
            self.day = _day(line.at(layout.date_at), layout)
            tells = True
        return tells

    def _payment(self, line: PaymentLine) -> Payment:
        layout = self.layout
        pence = _pence(line.at(layout.amount_at), layout, "sum")
        if layout.minus_at and line.at(layout.minus_at).upper() in layout.minus_words.upper().split():
            pence = -abs(pence)
        paid_on = self.day if layout.date_starts else _day(line.at(layout.date_at), layout)
        if paid_on is None:
            raise ValueError(f"no line above it begins with {layout.date_starts!r} and says its day")
        told = line.at(layout.reference_at).removeprefix(layout.reference_drops).strip()
        fits = not self.masks or any(fit(told.upper()) for fit in self.masks)
        first, _, last = (layout.reference_part or "1-40").partition("-")
        return Payment(
            line.number, told[int(first) - 1 : int(last)].strip()[:40], pence, paid_on,
            line.at(layout.payer_at)[:140], line.at(layout.note_at), fits,
        )  # fmt: skip


def _in_all(told: Sequence[int], found: int) -> int | None:
    """What several lines say together: their sum, or the first or last where that is what the others come to."""
    if len(told) < 2:
        return told[0] if told else None
    together = [sum(told), *(one for one in (told[0], told[-1]) if 2 * one == sum(told))]
    return found if found in together else together[-1]


def _day(told: str, layout: Layout) -> date:
    try:
        return day_of(told, layout.date_format)
    except ValueError:
        raise ValueError(f"its date {told[:20]!r} is not like {layout.date_format}") from None


def _pence(told: str, layout: Layout, what: str) -> int:
    try:
        pence = _whole_pence(told.replace(" ", "")) if layout.pence else _pounds(told, layout)
    except ValueError:
        pence = None
    if pence is None or abs(pence) > MOST_PENCE:
        how = "whole pence" if layout.pence else "pounds and pence"
        after = " after a comma" if layout.decimal_comma else ""
        raise ValueError(f"its {what} {told[:20]!r} is not {how}{after}")
    return pence


def _whole_pence(text: str) -> int:
    """`0001250`, `-1250`, `1250-`, `1250DR`. Raises ValueError."""
    found = re.fullmatch(r"(?i)([+-]?)(\d{1,15})([+-]|CR|DR)?", text, re.ASCII)
    if found is None or (found[1] and found[3]):
        raise ValueError
    below = found[1] == "-" or (found[3] or "").upper() in ("-", "DR")
    return -int(found[2]) if below else int(found[2])


def _pounds(text: str, layout: Layout) -> int:
    if layout.decimal_comma:
        text = text.replace("\u00a0", "").replace(" ", "").translate(_SWAPPED)
    if not text.strip():
        raise ValueError
    return pence_in(text.strip())


def _masks(layout: Layout) -> list[_Fit]:
    """What a reference, in capitals, may look like: each mask with the check after it, if there is one."""
    words = layout.reference_masks.split()
    checks = [word.lower() if word.lower() in _CHECKED else "" for word in words] + [""]
    return [_Fit(mask.upper(), checks[place + 1]) for place, mask in enumerate(words) if not checks[place]]


class _Fit:
    """Whether a reference fits a mask, blanks left out, and its check digits are right."""

    def __init__(self, mask: str, check: str) -> None:
        self.pattern = re.compile("".join(_MASK.get(letter, re.escape(letter)) for letter in mask))
        self.check = FundReference(mask, check or "none")

    def __call__(self, reference: str) -> bool:
        plain = "".join(reference.split())
        fits = self.pattern.fullmatch(reference) or self.pattern.fullmatch(plain)
        return fits is not None and self.check.checks(plain)
