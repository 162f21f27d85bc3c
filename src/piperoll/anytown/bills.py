"""A bill: one invoice to be, the feeder rows that ask for it, and what it will come to in the books."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple

from piperoll.anytown.customers import Customer
from piperoll.anytown.dice import between, happens
from piperoll.anytown.tariffs import TARIFFS, VAT_OF, Line, Wanted
from piperoll.foundations.money import plain_pounds, to_whole_pence
from piperoll.foundations.references import ReferenceScheme

INVOICES = ReferenceScheme("AT", 8)
"""How Anytown writes invoice numbers: gapless from 1, in the order of the files and of the rows in them."""

TERMS_DAYS = {"ASC": 14}
USUAL_TERMS_DAYS = 28
_VAT = {"S": Decimal("0.20")}


class Bill(NamedTuple):
    """One invoice as the system will raise it. `instalments` holds (due on, pence); they add up to the whole."""

    number: str
    service: str
    on: date
    customer: Customer
    lines: tuple[Line, ...]
    instalments: tuple[tuple[date, int], ...]
    purchase_order: str

    @property
    def gross_pence(self) -> int:
        return sum(pence for _, pence in self.instalments)


def net_pence(line: Line) -> int:
    """What a line comes to without VAT, HALF_UP to the penny."""
    return to_whole_pence(line.quantity * line.price_pence)


def gross_pence(lines: tuple[Line, ...]) -> int:
    """What lines come to with VAT, rounded on each line as the council does it."""
    nets = ((net_pence(line), _VAT.get(VAT_OF[line.income_code], Decimal(0))) for line in lines)
    return sum(net + to_whole_pence(net * rate) for net, rate in nets)


def bills_for(
    rng: Random, who: Customer, service: str, on: date, first: int
) -> list[tuple[Bill, list[dict[str, str]]]]:
    """What a service bills a customer on a day, numbered from `first`; each with its rows but for who it is."""
    return [_bill(rng, who, service, on, first + at, wanted) for at, wanted in enumerate(TARIFFS[service](rng, on))]


def _bill(
    rng: Random, who: Customer, service: str, on: date, number: int, wanted: Wanted
) -> tuple[Bill, list[dict[str, str]]]:
    order = f"PO{between(rng, 400_000, 799_999)}" if who.is_body and happens(rng, 0.5) else ""
    due_on = wanted.due_on or on + timedelta(days=TERMS_DAYS.get(service, USUAL_TERMS_DAYS))
    parts, written = _instalments(rng, gross_pence(wanted.lines), due_on, wanted.instalments)
    bill = Bill(INVOICES.write(number), service, on, who, wanted.lines, parts, order)
    common = {
        "service": service,
        "invoice_group": f"{service}{number:07d}" if len(wanted.lines) > 1 or wanted.instalments > 1 else "",
        "due_on": f"{wanted.due_on:%d/%m/%Y}" if wanted.due_on else "",
        "instalments": written,
        "purchase_order": order,
    }
    rows = [common | row_of(line, f"{service}-{on:%y%m}-{number:07d}.{at}") for at, line in enumerate(wanted.lines, 1)]
    return bill, rows


def row_of(line: Line, external_id: str) -> dict[str, str]:
    """The feeder columns that say what is charged."""
    row = {
        "external_id": external_id,
        "description": line.description,
        "quantity": f"{line.quantity.normalize():f}",
        "unit_price": plain_pounds(line.price_pence),
        "vat_code": VAT_OF[line.income_code],
        "income_code": line.income_code,
    }
    if line.period:
        row |= {"period_from": f"{line.period[0]:%d/%m/%Y}", "period_to": f"{line.period[1]:%d/%m/%Y}"}
    return row


def row_pence(row: dict[str, str]) -> int:
    """What a row comes to without VAT, nought where that cannot be read: what the service's control total says."""
    try:
        quantity, price = Decimal(row["quantity"]), Decimal(row["unit_price"])
    except ArithmeticError:
        return 0
    return to_whole_pence(quantity * price * 100) if min(quantity, price) >= 0 else 0


def _instalments(rng: Random, pence: int, due_on: date, count: int) -> tuple[tuple[tuple[date, int], ...], str]:
    """The parts and how the feeder asks for them: as a number of months, or written out."""
    rest = pence % count
    parts = tuple((month_after(due_on, month), pence // count + (rest if month == 0 else 0)) for month in range(count))
    if count == 1:
        return parts, ""
    if happens(rng, 0.3):
        return parts, "; ".join(f"{on:%Y-%m-%d}={plain_pounds(part)}" for on, part in parts)
    return parts, str(count)


def month_after(on: date, months: int) -> date:
    """The same day some months on, or the last of that month when it is shorter."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))
