"""Lists in plain text or PDF, read by a layout that is data: how a line of a payment looks, and where the list says its
total, what the payer calls the payment, and its day.

A layout's patterns are words with parts in braces: `{reference} | {name} | {amount}` (the columns of a PDF have
` | ` between them, and no part goes over one). A blank stands for any blanks; a part with a width, like `{name:20}`, is
just so many characters, for lists in fixed places. A line unlike all patterns is passed over: the total proves that
nothing was lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, NamedTuple

from piperoll.formats.character_sets import decoded
from piperoll.formats.payment_files import LayoutWrong
from piperoll.formats.remittance_tables import Line, Remittance, sum_told
from piperoll.formats.table_csv import Fault, clean
from piperoll.formats.written_days import WrittenWrong, day_of, must_be_one
from piperoll.foundations.refusals import Rejection

MOST_LINES, LONGEST_LINE, LONGEST_PATTERN, MOST_WIDE = 20_000, 250, 160, 2
_PARTS = {
    "reference": r"\S+", "name": r"[^|]+?", "amount": r"[-+(]?\s?£?\s?\d[\d,]*\.\d\d\)?-?", "pence": r"[-+]?\d{1,15}-?",
    "payment": r"[^|\s][^|]*?", "day": r"[^|\s][^|]*?", "word": r"\S+", "any": r"[^|]*?",
}  # fmt: skip
_WIDE = frozenset({"name", "payment", "day", "any"})
_NEEDS = {"line": {"amount", "pence"}, "total": {"amount", "pence"}, "payment": {"payment"}, "paid_on": {"day"}}
_MASK = {"#": "[0-9]", "@": "[A-Z]", "?": "."}
_PART = re.compile(r"\{([a-z]+)(?::([1-9]\d?))?\}")


@dataclass(frozen=True)
class Layout:
    """How a payer's lists look. Empty means that they do not say so.

    `line` is a payment's line, with `{amount}` or `{pence}` and `{reference}` or `{name}`. `total`, `payment` and
    `paid_on` are lines that say the total, what the payer calls the payment (`{payment}`) and its day (`{day}`, written
    as `date_format`). Only a line whose reference fits one of `reference_masks` (# a digit, @ a letter, ? anything;
    several with spaces between) is a payment's.
    """

    line: str
    total: str = ""
    payment: str = ""
    paid_on: str = ""
    date_format: str = "dd/mm/yyyy"
    reference_masks: str = ""

    def __post_init__(self) -> None:
        try:
            must_be_one(self.date_format)
        except WrittenWrong as fault:
            raise LayoutWrong("date_format", str(fault)) from None
        if not self.line:
            raise LayoutWrong("line", "is missing")
        for field, needed in _NEEDS.items():
            if pattern := getattr(self, field):
                self._check(field, pattern, needed)
        if len(self.reference_masks) > LONGEST_PATTERN:
            raise LayoutWrong("reference_masks", f"must be up to {LONGEST_PATTERN} characters")

    def _check(self, field: str, pattern: str, needed: set[str]) -> None:
        parts = [(found[1], found[2]) for found in _PART.finditer(pattern)]
        names = [name for name, _ in parts]
        if len(pattern) > LONGEST_PATTERN:
            raise LayoutWrong(field, f"must be up to {LONGEST_PATTERN} characters")
        if unknown := sorted({name for name in names if name not in _PARTS}):
            raise LayoutWrong(field, f"has {{{unknown[0]}}}; the parts are {', '.join(_PARTS)}")
        if len(needed & set(names)) != 1:
            raise LayoutWrong(field, f"must have {' or '.join(f'{{{one}}}' for one in sorted(needed))}")
        if field == "line" and not {"reference", "name"} & set(names):
            raise LayoutWrong(field, "must have {reference} or {name}")
        if twice := next((name for name in names if name not in ("any", "word") and names.count(name) > 1), ""):
            raise LayoutWrong(field, f"has {{{twice}}} twice")
        if sum(name in _WIDE and not width for name, width in parts) > MOST_WIDE:
            raise LayoutWrong(field, f"may have no more than {MOST_WIDE} of any, name, day and payment without a width")

    def told(self) -> dict[str, Any]:
        """The layout as it is kept."""
        return asdict(self)


class Seen(NamedTuple):
    """A line of a list and what it was taken for first: total, payment, paid_on, line, wrong, or nothing."""

    number: int
    text: str
    taken_for: str


def layout_of(told: Mapping[str, Any]) -> Layout:
    """The layout kept as data. Raises LayoutWrong."""
    if not isinstance(told, Mapping):
        raise LayoutWrong("layout", "is not a table of names and values")
    known = {field.name for field in fields(Layout)}
    for name, value in told.items():
        if name not in known:
            raise LayoutWrong(str(name), "is not part of a layout")
        if not isinstance(value, str):
            raise LayoutWrong(name, "must be words")
    return Layout(**({"line": ""} | dict(told)))


def text_lines(content: bytes) -> list[str]:
    """The lines of a file of text. Raises ValueError for what is none."""
    if not content.strip():
        raise ValueError("it is empty")
    text = decoded(content)
    if "\x00" in text:
        raise ValueError("it is not text in UTF-8, UTF-16 or Windows-1252")
    return text.replace("\x1a", " ").splitlines()


def read(texts: Sequence[str], layout: Layout) -> tuple[Remittance, list[Seen]]:
    """What the lines of a list say, and what each line was taken for. Raises ValueError when there are too many."""
    if len(texts) > MOST_LINES:
        raise ValueError(f"it has more than {MOST_LINES:,} lines; ask for it in parts")
    reader = _Reader(layout)
    seen = [Seen(number, text[:LONGEST_LINE], reader.take(number, text)) for number, text in enumerate(texts, 1)]
    return reader.remittance(), seen


class _Reader:
    """Takes the lines of one list in turn; a line may say several things of the payment, or be one of its parts."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.masks = _masks(layout.reference_masks)
        self.patterns = [
            (field, _compiled(pattern)) for field in ("total", "payment", "paid_on", "line")
            if (pattern := getattr(layout, field))
        ]  # fmt: skip
        self.lines: list[Line] = []
        self.wrong: list[Rejection] = []
        self.told: dict[str, Any] = {}

    def take(self, number: int, text: str) -> str:
        """What a line is; it is kept as that."""
        if not text.strip() or len(text) > LONGEST_LINE:
            return ""
        taken_for: list[str] = []
        for field, (pattern, width) in self.patterns:
            found = pattern.fullmatch(text.rstrip().ljust(width) if width else text.strip())
            if found is None or (field == "line" and taken_for):
                continue
            parts = {name: value.strip() for name, value in found.groupdict().items()}
            if field == "line" and self.masks and not _fits(parts.get("reference", ""), self.masks):
                continue
            try:
                self._keep(number, field, parts)
            except Fault as fault:
                self.wrong.append(Rejection(number, fault.field, fault.value, fault.reason))
                return "wrong"
            taken_for.append(field)
        return taken_for[0] if taken_for else ""

    def remittance(self) -> Remittance:
        """All that was taken."""
        told = self.told
        return Remittance(
            tuple(self.lines), tuple(self.wrong), told.get("total"), told.get("payment", ""), told.get("paid_on")
        )

    def _keep(self, number: int, field: str, parts: Mapping[str, str]) -> None:
        if field == "line":
            self._keep_line(number, parts)
            return
        what: Any = parts.get("payment", "")
        if field == "total":
            what = _sum(parts)
        elif field == "paid_on":
            what = _day(parts["day"], self.layout.date_format)
        if self.told.setdefault(field, what) != what:
            raise Fault(field, str(what), "is told twice, and not the same")

    def _keep_line(self, number: int, parts: Mapping[str, str]) -> None:
        pence = _sum(parts)
        reference = clean("reference", parts.get("reference", ""))[:40]
        name = clean("name", parts.get("name", ""))[:140]
        if not pence:
            return
        if pence > 0 and not (reference or name):
            raise Fault("reference", "", "is missing")
        self.lines.append(Line(number, reference, pence, name))


def _sum(parts: Mapping[str, str]) -> int:
    if "pence" not in parts:
        return sum_told(re.sub(r"\s", "", parts["amount"]))
    said = parts["pence"]
    number = said.removesuffix("-")
    if not re.fullmatch(r"[-+]?\d{1,12}", number, re.ASCII) or (number != said and number[:1] in "+-"):
        raise Fault("amount", said, "is not whole pence")
    return -int(number) if number != said else int(number)


def _day(said: str, written: str) -> date:
    try:
        return day_of(said, written)
    except ValueError:
        raise Fault("paid on", said[:40], f"is not like {written}") from None


def _compiled(pattern: str) -> tuple[re.Pattern[str], int]:
    """The pattern, and how long at least a line is filled up with blanks before it is tried."""
    made, width, fixed = "", 0, False
    for piece, name, size in _pieces(pattern):
        if not name:
            made += re.sub(r"(\\?\s)+", r"\\s+", re.escape(piece))
            width += len(piece)
        else:
            inside = f".{{{size}}}" if size else _PARTS[name]
            made += f"(?P<{name}>{inside})" if name not in ("any", "word") else f"(?:{inside})"
            width, fixed = width + int(size or 0), fixed or bool(size)
    return re.compile(made, re.IGNORECASE | re.ASCII), width if fixed else 0


def _pieces(pattern: str) -> Iterator[tuple[str, str, str]]:
    """A pattern's words and parts in turn: (words, "", "") or ("", part, width)."""
    at = 0
    for found in _PART.finditer(pattern.strip()):
        if found.start() > at:
            yield pattern.strip()[at : found.start()], "", ""
        yield "", found[1], found[2] or ""
        at = found.end()
    if rest := pattern.strip()[at:]:
        yield rest, "", ""


def _masks(masks: str) -> list[re.Pattern[str]]:
    return [
        re.compile("".join(_MASK.get(letter, re.escape(letter)) for letter in mask)) for mask in masks.upper().split()
    ]


def _fits(reference: str, masks: Iterable[re.Pattern[str]]) -> bool:
    return any(mask.fullmatch(reference.upper()) for mask in masks)


FIRST = {
    "A list in columns": Layout(
        line="{reference} | {name} | {amount}", total="Total | {amount}", payment="Payment reference | {payment}",
        paid_on="Payment date | {day}",
    ),
    "A list in fixed places": Layout(line="{reference:12}{name:30}{pence:11}", total="TOTAL {any} {pence}"),
}  # fmt: skip
"""Layouts to start from: every payer's own differs."""
