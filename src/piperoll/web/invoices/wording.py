"""How invoices and what is open of them are written: states, ages, tables."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from piperoll.web.addresses import customer_address, invoice_address
from piperoll.web.components.links import Link
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import count


def state_tag(
    open_pence: int, gross_pence: int, next_due_on: date | None, on: date, *, credited_pence: int = 0,
    written_off_pence: int = 0,
) -> Tag:  # fmt: skip
    """An invoice's state in a word or two."""
    if credited_pence >= gross_pence > 0:
        return Tag("Credited", "grey")
    if open_pence == 0 and written_off_pence:
        return Tag("Written off", "grey")
    if open_pence == 0:
        return Tag("Paid", "green")
    if next_due_on and next_due_on < on:
        return Tag("Overdue", "red")
    return Tag("Part paid", "yellow") if open_pence < gross_pence else Tag("Not yet due", "grey")


def age_words(due_on: date, on: date) -> str:
    """How far a due date is from a day: `34 days overdue`, `due today`, `due in 12 days`."""
    days = (on - due_on).days
    if days > 0:
        return f"{count(days, 'day')} overdue"
    return "due today" if days == 0 else f"due in {count(-days, 'day')}"


def pdf_link(number: str) -> Link:
    """The invoice as it was sent."""
    return Link("PDF", f"{invoice_address(number)}invoice.pdf", f"of invoice {number}")


def invoice_table(rows: Iterable[Any], on: date, *, with_customer: bool, caption: str, empty: str) -> Table:
    """Invoices with their state; of many customers, or of one."""
    columns = [Column("Invoice"), *([Column("Customer")] if with_customer else [])]
    columns += [
        Column("For"),
        Column("Dated", "day"),
        Column("State"),
        Column("Billed", "money"),
        Column("Open", "money"),
    ]
    columns += [] if with_customer else [Column("Document")]
    listed = (_row(row, on, with_customer) for row in rows)
    return Table(caption, columns, listed, empty=empty, caption_hidden=with_customer)


def _row(row: Any, on: date, with_customer: bool) -> Row:
    state: object = state_tag(
        row.open_pence, row.gross_pence, row.next_due_on, on, credited_pence=row.credited_pence,
        written_off_pence=row.written_off_pence,
    )  # fmt: skip
    if row.next_due_on:
        state = Noted(state, age_words(row.next_due_on, on))
    cells: list[object] = [Link(row.number, invoice_address(row.number))]
    if with_customer:
        cells.append(Link(row.customer, customer_address(row.customer_reference)))
    cells += [row.service, row.invoiced_on, state, row.gross_pence, row.open_pence]
    if not with_customer:
        cells.append(pdf_link(row.number))
    return Row(cells, quiet=row.open_pence == 0)
