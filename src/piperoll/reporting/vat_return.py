"""The VAT return's output boxes for a period, by tax point; and debts on which VAT could be had back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from piperoll.council.figures import figure
from piperoll.database.statements import beside
from piperoll.foundations.refusals import Refused
from piperoll.reporting.rules import add_months

sql = beside(__file__)
RELIEF_AFTER_MONTHS, RELIEF_WITHIN_MONTHS = 6, 54


class PeriodBackwards(Refused):
    """The period ends before it starts."""


@dataclass(frozen=True)
class Box:
    """A box of the return: what of it stands in these books (None: none of it can), and what must be added from where.

    `pence` is whole pounds times a hundred in boxes 6 to 9.
    """

    number: int
    name: str
    pence: int | None
    beside: str


@dataclass(frozen=True)
class VatReturn:
    """Box 1 (output VAT, pence) and box 6 (net supplies, whole pounds) of a period, and how each VAT code adds to them.

    `boxes` are all nine, in words: what these books know of each, and where the rest stands. `simplified` counts VAT
    invoices small enough for the simplified form.
    """

    since: date
    until: date
    box_1_pence: int
    box_6_pounds: int
    boxes: tuple[Box, ...]
    codes: list[Any]
    full: int
    simplified: int


@dataclass(frozen=True)
class Relief:
    """VAT of an unpaid invoice that could be had back once it is written off, and between which days."""

    number: str
    customer: str
    customer_ref: str
    tax_point_on: date
    due_on: date
    open_pence: int
    written_off_pence: int
    vat_pence: int
    claim_from: date
    claim_by: date


def vat_return(*, since: date, until: date) -> VatReturn:
    """The output side of a period; credit notes count when they were made. Raises PeriodBackwards, NoFigureHolds."""
    if until < since:
        raise PeriodBackwards()
    codes = sql.by_code(since=since, until=until)
    small = int(figure("simplified_invoice_pounds", until) * 100)
    (counted,) = sql.invoices(since=since, until=until, small=small)
    box_1 = sum(row.vat_pence for row in codes)
    box_6 = sum(row.net_pence for row in codes if row.is_supply) // 100
    return VatReturn(since, until, box_1, box_6, _boxes(box_1, box_6), codes, counted.full_form, counted.simplified)


def _boxes(box_1: int, box_6: int) -> tuple[Box, ...]:
    """The nine boxes as notice 700/12 numbers them: an income system knows the output side alone."""
    bought = "from the purchase ledger"
    return (
        Box(1, "VAT due on sales", box_1, "and income that is billed elsewhere"),
        Box(2, "VAT due on goods from the EU into Northern Ireland", None, bought),
        Box(3, "Output VAT: boxes 1 and 2", box_1, "and box 2"),
        Box(4, "VAT reclaimed on purchases", None, f"{bought}, and the relief you claim on the debts below"),
        Box(5, "To pay or to have back: box 3 less box 4", None, "once box 4 is known"),
        Box(6, "Sales, net", box_6 * 100, "and income that is billed elsewhere"),
        Box(7, "Purchases, net", None, bought),
        Box(8, "Goods from Northern Ireland to the EU, net", None, "if the council sells any"),
        Box(9, "Goods from the EU into Northern Ireland, net", None, bought),
    )


def reliefs(*, on: date, most: int = 1000) -> list[Relief]:
    """Unpaid invoices with VAT, six months to four years and six months after they fell due, the nearest end first."""
    found = []
    for row in sql.unpaid(on=on, most=most):
        begins, ends = relief_between(row.tax_point_on, row.due_on)
        if begins <= on <= ends:
            found.append(Relief(**row._asdict(), claim_from=begins, claim_by=ends))
    return found


def relief_between(tax_point_on: date, due_on: date) -> tuple[date, date]:
    """The first and the last day on which relief may be claimed."""
    later = max(tax_point_on, due_on)
    return add_months(later, RELIEF_AFTER_MONTHS), add_months(later, RELIEF_WITHIN_MONTHS)
