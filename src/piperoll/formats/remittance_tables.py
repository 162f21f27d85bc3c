"""A payer's table of what one payment of theirs is made of, as CSV or XLSX: read by the names of its columns, wherever
the table begins.

Payers write it as they like: some lines above the table, a reference under one of many names, a total at the end.
What must be told is our reference (or a name) and a sum for each line; a sum below nought takes something off.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, BinaryIO, NamedTuple

from piperoll.formats import xlsx_rows
from piperoll.formats.table_csv import DELIMITERS, Fault, NotATable, as_text, at_most, clean, words
from piperoll.foundations.money import pence_from_pounds
from piperoll.foundations.refusals import Rejection

REFERENCES = (
    "invoice number", "invoice no", "invoice reference", "invoice ref", "invoice id", "inv number", "inv no", "inv ref",
    "invoice", "bill number", "your reference", "your ref", "your document", "supplier invoice number",
    "supplier invoice no", "supplier invoice", "supplier reference", "supplier ref", "document number", "document no",
    "doc number", "doc no", "document reference", "document", "account number", "account no", "account reference",
    "customer reference", "creditor reference", "creditor ref",
    "payment reference", "reference number", "reference no", "reference", "ref no", "ref",
)  # fmt: skip
AMOUNTS = (
    "amount paid", "paid amount", "payment amount", "payment value", "paid", "payment", "net amount", "net payment",
    "net value", "net", "amount of deduction", "deduction amount", "amount deducted", "deduction",
    "amount", "invoice amount", "gross amount", "gross value", "gross", "value", "sum",
)  # fmt: skip
NAMES = (
    "customer name", "client name", "service user name", "resident name", "pupil name", "full name", "customer",
    "client", "service user", "resident", "tenant", "pupil", "name", "surname", "payee", "description", "details",
)  # fmt: skip
KINDS = ("document type", "doc type", "transaction type", "type", "invoice type")
TAXES = frozenset({"vat", "vat amount", "vat value", "tax", "tax amount"})
"""What columns are called, the likeliest first: of several that would do, the first named here is read."""

HEADING_WITHIN = 40
UNNAMED = (
    "no row of it names the columns, one for our reference (Invoice number, say) and one for the sum (Amount); "
    "a layout of its payer’s lists can read text without such names"
)
MOST_DIGITS = 12
TOTALS = frozenset({"total", "totals", "grand total", "remittance total", "payment total", "total paid"})
_PART_OF_ALL = re.compile(r"(sub[- ]?totals?|totals? (for|of))\b.*", re.IGNORECASE)
_TAKEN_OFF = frozenset({"crn", "cn", "cm", "credit note", "credit memo", "credit memorandum"})


class Line(NamedTuple):
    """A line of a remittance: where it stands in the file, our reference as the payer wrote it, pence, a name."""

    number: int
    reference: str
    amount_pence: int
    name: str


class Remittance(NamedTuple):
    """A file as read: its lines, those that cannot be read; and where it states them itself, its total, what the payer
    calls the payment, and its day."""

    lines: tuple[Line, ...]
    unreadable: tuple[Rejection, ...]
    total_pence: int | None
    payment: str = ""
    paid_on: date | None = None


class _Columns(NamedTuple):
    reference: int | None
    amount: int
    name: int | None
    kind: int | None


def read(file: BinaryIO, name: str) -> Remittance:
    """Read a file whole. Raises NotATable when no row names a sum and a reference or a name, or it is no table."""
    file.seek(0)
    start = file.read(8)
    if xlsx_rows.is_spreadsheet(start):
        return _spreadsheet(file, name)
    if start.startswith(b"%PDF"):
        raise NotATable(name=name, why="it is a PDF; choose the layout by which lists of its payer are read")
    return _csv(file, name)


def _spreadsheet(file: BinaryIO, name: str) -> Remittance:
    """The first sheet that names the columns."""
    try:
        for sheet in xlsx_rows.sheets(file):
            rows = iter(sheet)
            if columns := _columns(rows):
                return _lines(columns, rows)
    except ValueError as fault:
        raise NotATable(name=name, why=str(fault)) from None
    raise NotATable(name=name, why=UNNAMED)


def _csv(file: BinaryIO, name: str) -> Remittance:
    """The table, whatever stands between its cells: the first line's own mark is tried first, a title may hold none."""
    try:
        text, likeliest = as_text(file)
    except ValueError as fault:
        raise NotATable(name=name, why=str(fault)) from None
    faults = []
    try:
        for delimiter in sorted(DELIMITERS, key=lambda mark: mark != likeliest):
            text.seek(0)
            reader = csv.reader(text, delimiter=delimiter, strict=True)
            rows = _numbered(reader)
            try:
                if columns := _columns(rows):
                    return _lines(columns, rows)
            except csv.Error as fault:
                faults.append(f"line {reader.line_num} cannot be read as CSV ({fault})")
    finally:
        text.detach()  # the file is the caller's to close
    raise NotATable(name=name, why=faults[0] if faults else UNNAMED)


def _numbered(reader: Any) -> Iterator[tuple[int, list[str]]]:
    for values in reader:
        yield reader.line_num, values


def _columns(rows: Iterator[tuple[int, list[str]]]) -> _Columns | None:
    for _, (_, values) in zip(range(HEADING_WITHIN), rows, strict=False):
        heading = [_plain(value) for value in values]
        sums = [name for name in AMOUNTS if not (name.startswith("net") and TAXES & set(heading))]
        reference, amount, beside, kind = (_first(heading, called) for called in (REFERENCES, sums, NAMES, KINDS))
        if amount is not None and (reference is not None or beside is not None):
            return _Columns(reference, amount, beside, kind)
    return None


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[^a-z]+", " ", heading.lower()).split()).removesuffix(" gbp")


def _first(heading: Sequence[str], called: Sequence[str]) -> int | None:
    return next((heading.index(name) for name in called if name in heading), None)


def _lines(columns: _Columns, rows: Iterable[tuple[int, list[str]]]) -> Remittance:
    lines: list[Line] = []
    unreadable: list[Rejection] = []
    parted = 0
    for number, values in rows:
        if not any(value.strip() for value in values):
            continue
        try:
            said = _cell(values, columns.amount)
            if any(value.strip(" :").lower() in TOTALS for value in values):
                return Remittance(tuple(lines), tuple(unreadable), sum_told(said) if said.strip() else None)
            pence = _signed(sum_told(said), _cell(values, columns.kind))
            together = sum(line.amount_pence for line in lines)
            if lines and pence == together and not _names_a_payment(values, columns):
                return Remittance(tuple(lines), tuple(unreadable), pence)
            if pence == together - parted and any(_PART_OF_ALL.fullmatch(value.strip(" :")) for value in values):
                parted = together
            elif pence:
                lines.append(_line(number, values, columns, pence))
        except Fault as fault:
            unreadable.append(Rejection(number, fault.field, fault.value, fault.reason))
    return Remittance(tuple(lines), tuple(unreadable), None)


def _line(number: int, values: list[str], columns: _Columns, pence: int) -> Line:
    reference = at_most(40, words)("reference", clean("reference", _cell(values, columns.reference)))
    name = clean("name", _cell(values, columns.name))[:140]
    if pence > 0 and not (reference or name):
        raise Fault("reference", "", "is missing")
    return Line(number, reference, pence, name)


def _names_a_payment(values: list[str], columns: _Columns) -> bool:
    return bool((_cell(values, columns.reference) + _cell(values, columns.name)).strip())


def _signed(pence: int, kind: str) -> int:
    """A sum whose kind says that it is a credit note takes something off, with or without a minus of its own."""
    return -abs(pence) if " ".join(kind.lower().split()) in _TAKEN_OFF else pence


def _cell(values: list[str], place: int | None) -> str:
    return "" if place is None or place >= len(values) else values[place]


def sum_told(text: str) -> int:
    """Pence in a sum as payers write it: `£1,204.50`; `-3.00`, `£-3.00`, `(3.00)` and `3.00-` are below nought.

    Raises Fault.
    """
    said = clean("amount", text).replace("£-", "-£")
    taken_off = re.fullmatch(r"\((.+)\)|(.+)-", said)
    try:
        pence = pence_from_pounds(next(filter(None, taken_off.groups())) if taken_off else said)
        if not said or abs(pence) >= 10**MOST_DIGITS or (taken_off and pence < 0):
            raise ValueError
    except ValueError:
        raise Fault("amount", said, "is not a sum in pounds and pence" if said else "is missing") from None
    return -pence if taken_off else pence
