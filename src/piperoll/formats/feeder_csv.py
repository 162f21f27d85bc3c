"""The feeder CSV: how a service tells us what to bill. One charge a row; docs/user/feeder.md describes it for them.

`read` gives a Charge for each row that is well formed and a Rejection for each that is not; whether a charge fits the
council's books (the service exists, the income code is its own…) is for `billing` to say. `write_rejected` makes the
file that a service mends and sends again: the same columns, then where and why.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise, zip_longest
from typing import Any, BinaryIO, NamedTuple

from piperoll.formats.table_csv import (
    FORMULA,
    Fault,
    as_text,
    clean,
    needed,
    parse_date,
    parse_number,
    small_number,
)
from piperoll.foundations.money import to_whole_pence
from piperoll.foundations.refusals import Refused, Rejection

LONGEST_IDENTIFIER = 60
OURS = ("SCHEDULE-", "CARE-", "LATE-")
LONGEST_NAME = 120
LONGEST_ORDER = 40
MOST_INSTALMENTS = 60
REQUIRED = ("service", "external_id", "description", "quantity", "unit_price", "vat_code", "income_code")
OPTIONAL = (
    "customer_ref",
    "customer_kind",
    "name",
    "address_1",
    "address_2",
    "address_3",
    "address_4",
    "postcode",
    "email",
    "invoice_group",
    "period_from",
    "period_to",
    "tax_point",
    "due_on",
    "terms_days",
    "instalments",
    "purchase_order",
    "service_user",
    "service_user_born",
)
ADDED_TO_REJECTED = ("rejected_line", "rejected_field", "rejected_value", "rejected_reason")
CUSTOMER_KINDS = ("person", "sole_trader", "company", "public_body")
_COMPANY = re.compile(r"\b(ltd|limited|plc|llp|cic|c\.i\.c)\.?$", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>\"]{1,64}@[^\s@<>\"]+\.[^\s@<>\".]{2,}")
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})")


class NotAFeeder(Refused):
    """{name} is not a feeder file: {why}. Nothing was taken in. See the feeder guide for the columns."""


class Charge(NamedTuple):
    """One row of a feeder file, well formed. `instalments` is a JSON list of [date, pence], or a count, or None."""

    line: int
    service: str
    external_id: str
    invoice_group: str
    customer_ref: str
    customer_kind: str
    name: str
    address: str
    postcode: str
    email: str
    description: str
    quantity: Decimal
    unit_price: Decimal
    vat_code: str
    income_code: str
    period_from: date | None
    period_to: date | None
    tax_point: date | None
    due_on: date | None
    terms_days: int | None
    instalment_count: int
    instalment_plan: str | None
    purchase_order: str
    service_user: str = ""
    service_user_born: date | None = None

    @property
    def net_pence(self) -> int:
        return to_whole_pence(self.quantity * self.unit_price * 100)


class Unreadable(NamedTuple):
    """A row that is not a charge: why, the row itself, its value in pence where that much could be read, and the
    service and invoice group it names, so that its companions can be held back with it."""

    rejection: Rejection
    row: dict[str, str]
    net_pence: int
    service: str
    invoice_group: str


def read(file: BinaryIO, name: str = "the file") -> Iterator[Charge | Unreadable]:
    """Each row of the file as a Charge or an Unreadable, blank rows passed over, in flat memory.

    Raises NotAFeeder for the file as a whole.
    """
    for sheet, line, values, fault in _sheet(file, name):
        try:
            if fault:
                raise Fault("", "", fault)
            yield sheet.charge(line, values)
        except Fault as f:
            row = sheet.row(values)
            service, group = row.get("service", "").strip().upper(), row.get("invoice_group", "").strip()
            yield Unreadable(Rejection(line, f.field, f.value, f.reason), row, sheet.value_of(values), service, group)


def charge_of(line: int, row: dict[str, str]) -> Charge:
    """A charge told by column, held to what a file is held to. Raises Fault."""
    return _Sheet(list(row)).charge(line, list(row.values()))


def rows(file: BinaryIO, name: str = "the file") -> Iterator[tuple[int, dict[str, str]]]:
    """(line, row by column name) for every row that is not blank, whether or not it can be taken."""
    for sheet, line, values, _ in _sheet(file, name):
        yield line, sheet.row(values)


def _sheet(file: BinaryIO, name: str) -> Iterator[tuple[_Sheet, int, list[str], str]]:
    try:
        text, delimiter = as_text(file)
    except ValueError as fault:
        raise NotAFeeder(name=name, why=str(fault)) from None
    try:
        yield from _lines(csv.reader(text, delimiter=delimiter, strict=True), name)
    finally:
        text.detach()  # the file is the caller's to close


def _lines(reader: Any, name: str) -> Iterator[tuple[_Sheet, int, list[str], str]]:
    """The sheet, then each row's line in the file, its values, and what is wrong with its shape or nothing."""
    sheet = _Sheet(_heading(reader, name))
    width, end = len(sheet.heading), reader.line_num
    while True:
        line = end + 1
        try:
            values = next(reader, None)
        except csv.Error as fault:
            why = f"line {line} cannot be read as CSV ({fault}): look there for a quotation mark that is never closed"
            raise NotAFeeder(name=name, why=why) from None
        end = reader.line_num
        if values is None:
            return
        if len(values) == width:
            if any(values) and not all(map(str.isspace, filter(None, values))):
                yield sheet, line, values, ""
        elif any(value.strip() for value in values):
            yield sheet, line, values, f"the row has {len(values)} fields where the heading has {width}"


def _heading(reader: Iterator[list[str]], name: str) -> list[str]:
    try:
        first = next(values for values in reader if any(map(str.strip, values)))
        heading = [re.sub(r"[\s_-]+", "_", column.strip().lower()) for column in first]
    except (StopIteration, csv.Error):
        raise NotAFeeder(name=name, why="its first line is not a heading of column names") from None
    missing = [column for column in REQUIRED if column not in heading]
    if missing:
        raise NotAFeeder(name=name, why=f"its heading lacks {', '.join(missing)}")
    twice = {column for column in heading if column and heading.count(column) > 1}
    if twice:
        raise NotAFeeder(name=name, why=f"its heading has {', '.join(sorted(twice))} twice")
    if "customer_ref" not in heading and "name" not in heading:
        raise NotAFeeder(name=name, why="its heading has neither customer_ref nor name")
    return heading


class _Remembered(dict[str, Any]):
    """What each text of one column means, worked out once: a feeder repeats its dates, prices and codes."""

    def __init__(self, field: str, meaning: Callable[[str, str], Any]) -> None:
        super().__init__()
        self._field, self._meaning = field, meaning

    def __missing__(self, text: str) -> Any:
        if len(self) > 50_000:
            self.clear()
        found = self[text] = self._meaning(self._field, clean(self._field, text))
        return found


class _Sheet:
    """A feeder file's columns, wherever its heading puts them; turns a row of values into a Charge."""

    def __init__(self, heading: list[str]) -> None:
        self.heading = heading
        absent = len(heading)  # values get one empty field more, for the columns this file does not have
        places = {column: place for place, column in enumerate(heading)}
        self._columns = [(_Remembered(f, meaning), places.get(f, absent)) for f, meaning in _MEANINGS.items()]
        self._worth = (self._columns[_FIELDS.index("quantity")], self._columns[_FIELDS.index("unit_price")])

    def row(self, values: list[str]) -> dict[str, str]:
        """The row by column name, as it came; cells beyond the heading as `extra_1`, `extra_2`…"""
        beyond = [f"extra_{n}" for n in range(1, len(values) - len(self.heading) + 1)]
        return dict(zip_longest([*self.heading, *beyond], values, fillvalue=""))

    def charge(self, line: int, values: list[str]) -> Charge:
        """The row as a Charge. Raises Fault."""
        cells = [*values, ""]
        (
            service,
            external_id,
            invoice_group,
            customer_ref,
            kind,
            name,
            line_1,
            line_2,
            line_3,
            line_4,
            postcode,
            email,
            description,
            quantity,
            unit_price,
            vat_code,
            income_code,
            period_from,
            period_to,
            tax_point,
            due_on,
            terms_days,
            (count, plan),
            purchase_order,
            service_user,
            born,
        ) = [column[cells[place]] for column, place in self._columns]
        address = "" if customer_ref else "\n".join(filter(None, (line_1, line_2, line_3, line_4)))
        if not customer_ref and not (name and address and postcode):
            why = "give a customer reference, or a name, an address and a postcode for a new customer"
            raise Fault("customer_ref", customer_ref, why)
        if born and not service_user:
            raise Fault("service_user_born", born.isoformat(), "is told, but not whose it is: give service_user")
        return Charge(
            line,
            service,
            external_id,
            invoice_group or f"#{line}",
            customer_ref,
            kind or ("company" if _COMPANY.search(name) else "person"),
            name,
            address,
            postcode,
            email,
            description,
            quantity,
            unit_price,
            vat_code,
            income_code,
            period_from,
            period_to,
            tax_point,
            due_on,
            terms_days,
            count,
            plan,
            purchase_order,
            service_user,
            born,
        )

    def value_of(self, values: list[str]) -> int:
        """The pence a row that cannot be taken would have come to, nought where that cannot be read."""
        try:
            quantity, price = (column[values[place]] for column, place in self._worth)
        except (Fault, IndexError):
            return 0
        return to_whole_pence(quantity * price * 100)


def _code(field: str, text: str) -> str:
    return needed(field, text.upper())


def _name(field: str, text: str) -> str:
    if len(text) > LONGEST_NAME:
        raise Fault(field, text[:40] + "…", f"is {len(text)} characters long; the most is {LONGEST_NAME}")
    return text


def _identifier(field: str, text: str) -> str:
    if len(text) > LONGEST_IDENTIFIER:
        raise Fault(field, text, f"is {len(text)} characters long; the most is {LONGEST_IDENTIFIER}")
    if text.upper().startswith(OURS):
        raise Fault(
            field,
            text,
            f"begins with {' or '.join(OURS)}, which only our own schedules, care runs and late charges may use",
        )
    return needed(field, text.upper())


def _quantity(field: str, text: str) -> Decimal:
    quantity = parse_number(field, text, 9, 3)
    if not quantity:
        raise Fault(field, text, "is nought; a line charges for something")
    return quantity


def _price(field: str, text: str) -> Decimal:
    return parse_number(field, text.removeprefix("£"), 7, 4)


def _maybe_date(field: str, text: str) -> date | None:
    return parse_date(field, text) if text else None


def _terms(field: str, text: str) -> int | None:
    return small_number(field, text, 366)


def _as_is(field: str, text: str) -> str:
    return text


def _reference(field: str, text: str) -> str:
    return text.upper().replace(" ", "")


def _purchase_order(field: str, text: str) -> str:
    if len(text) > LONGEST_ORDER:
        raise Fault(field, text[:40] + "…", f"is {len(text)} characters long; the most is {LONGEST_ORDER}")
    return text


def _email(field: str, text: str) -> str:
    if text and not _EMAIL.fullmatch(_name(field, text)):
        raise Fault(field, text[:40], "is not an email address; mend it or leave it out")
    return text


def _instalments(field: str, text: str) -> tuple[int, str | None]:
    if text.isdigit() and text.isascii():
        count = small_number(field, text, MOST_INSTALMENTS)
        if not count:
            raise Fault(field, text, f"give between 1 and {MOST_INSTALMENTS} instalments")
        return count, None
    plan = [_instalment(field, part, text) for part in text.split(";") if part.strip()]
    if len(plan) > MOST_INSTALMENTS:
        raise Fault(field, text, f"give between 1 and {MOST_INSTALMENTS} instalments")
    for (on, _), (following, _) in pairwise(plan):
        if following <= on:
            why = f"have {following:%-d %B %Y} twice" if following == on else f"have {following:%-d %B %Y} out of order"
            raise Fault(field, text[:40], why)
    return (len(plan), json.dumps([[on.isoformat(), pence] for on, pence in plan])) if plan else (1, None)


def _instalment(field: str, part: str, text: str) -> tuple[date, int]:
    when, _, amount = (piece.strip() for piece in part.partition("="))
    if not re.fullmatch(r"£?\d{1,9}(\.\d{1,2})?", amount, re.ASCII):
        raise Fault(field, text, "write a number of monthly instalments, or each as date=pounds; date=pounds")
    return parse_date(field, when), to_whole_pence(Decimal(amount.lstrip("£")) * 100)


def _kind(field: str, text: str) -> str:
    kind = text.lower().replace(" ", "_")
    if kind and kind not in CUSTOMER_KINDS:
        raise Fault(field, text, f"is none of {', '.join(CUSTOMER_KINDS)}")
    return kind


def _postcode(field: str, text: str) -> str:
    found = _POSTCODE.fullmatch(" ".join(text.upper().split()))
    if text and not found:
        raise Fault(field, text, "is not a United Kingdom postcode")
    return f"{found[1]} {found[2]}" if found else ""


_MEANINGS: dict[str, Callable[[str, str], Any]] = {
    "service": _code,
    "external_id": _identifier,
    "invoice_group": _as_is,
    "customer_ref": _reference,
    "customer_kind": _kind,
    "name": _name,
    "address_1": _as_is,
    "address_2": _as_is,
    "address_3": _as_is,
    "address_4": _as_is,
    "postcode": _postcode,
    "email": _email,
    "description": needed,
    "quantity": _quantity,
    "unit_price": _price,
    "vat_code": _code,
    "income_code": _code,
    "period_from": _maybe_date,
    "period_to": _maybe_date,
    "tax_point": _maybe_date,
    "due_on": _maybe_date,
    "terms_days": _terms,
    "instalments": _instalments,
    "purchase_order": _purchase_order,
    "service_user": _name,
    "service_user_born": _maybe_date,
}
_FIELDS = list(_MEANINGS)


def write_rejected(rejected: Iterable[tuple[Rejection, dict[str, str]]]) -> str:
    """The rows a service must mend, as CSV: their own columns, then line, field, value and reason.

    A cell that a spreadsheet would take for a formula gets an apostrophe in the added columns; the service's own
    cells go back as they came.
    """
    kept = list(rejected)
    columns = list(dict.fromkeys(c for _, row in kept for c in row if c not in ADDED_TO_REJECTED)) or list(REQUIRED)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*map(_no_formula, columns), *ADDED_TO_REJECTED])
    for why, row in kept:
        writer.writerow(
            [*(_no_formula(row.get(c, "")) for c in columns), why.line, why.field, _no_formula(why.value), why.reason]
        )
    return out.getvalue()


def write(charges: Iterable[dict[str, str]]) -> str:
    """A feeder file from plain rows: for samples and tests."""
    rows, out = list(charges), io.StringIO(newline="")
    newest = ("service_user", "service_user_born")  # they stand only where a row has them
    unused = {column for column in newest if not any(column in row for row in rows)}
    columns = [column for column in (*OPTIONAL[:9], *REQUIRED, *OPTIONAL[9:]) if column not in unused]
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _no_formula(text: str) -> str:
    return "'" + text if text[:1] and text[0] in FORMULA else text
