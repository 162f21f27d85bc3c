"""What a customer owes and is owed: now, or as it stood at the end of a day by what was known at a moment."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from piperoll.database.statements import beside
from piperoll.foundations.refusals import Refused

sql = beside(__file__)


class NoSuchInstalment(Refused):
    """No instalment of that invoice is due on {due_on:%-d %B %Y}. Name the invoice and the day one of its instalments
    is due."""


@dataclass(frozen=True)
class AsAt:
    """The day a question is asked of, and the moment whose knowledge it is asked with.

    `on` decides what is overdue. Without `known_at` the question is about now, whatever day `on` is.
    """

    on: date
    known_at: datetime | None = None

    @property
    def is_now(self) -> bool:
        return self.known_at is None


@dataclass(frozen=True)
class Balance:
    """A customer account in a few figures. Overdue is a part of owed; credit is money of theirs not yet used."""

    owed_pence: int
    overdue_pence: int
    credit_pence: int
    items: int

    @property
    def not_due_pence(self) -> int:
        return self.owed_pence - self.overdue_pence

    @property
    def net_pence(self) -> int:
        """What they would have to pay to be square: owed less credit."""
        return self.owed_pence - self.credit_pence


@dataclass(frozen=True)
class OpenItem:
    """A debit or credit not used up, same sign as the item. `reference` is the invoice's number or the receipt's."""

    item_id: int
    kind: str
    reference: str
    invoice_id: int | None
    effective_on: date
    due_on: date | None
    amount_pence: int
    open_pence: int
    service: str | None


@dataclass(frozen=True)
class Standing:
    """How a customer account stands: its balance, and some of its open items, the longest due first, credits last."""

    balance: Balance
    items: list[OpenItem]


_BALANCE, _ITEM = ([field.name for field in fields(kind)] for kind in (Balance, OpenItem))


def standing(customer: int, when: AsAt, *, most: int, after: int = 0) -> Standing:
    """How the account stands, with up to `most` open items after the first `after`."""
    asked = {"customer": customer, "on": when.on, "most": most, "after": after}
    rows = sql.standing(**asked) if when.is_now else sql.standing_as_at(**asked, known_at=when.known_at)
    return Standing(
        Balance(*(getattr(rows[0], name) for name in _BALANCE)),
        [OpenItem(*(getattr(row, name) for name in _ITEM)) for row in rows if row.item_id is not None],
    )


def instalments_of(invoice: int) -> list[Any]:
    """An invoice's instalments in order of date, each with what is open of it."""
    found: list[Any] = sql.of_invoice(invoice=invoice)
    return found


def instalment_due(invoice: int | None, due_on: date | None) -> int | None:
    """The instalment of an invoice that is due on a day; none when no day is asked for. Raises NoSuchInstalment."""
    if due_on is None:
        return None
    for row in instalments_of(invoice) if invoice else []:
        if row.due_on == due_on:
            return int(row.id)
    raise NoSuchInstalment(due_on=due_on, field="due_on")


def statements_of(customer: int, *, most: int) -> list[Any]:
    """A customer's statements of account, the newest first."""
    found: list[Any] = sql.statements_of(customer=customer, most=most)
    return found


def statement_runs(*, most: int) -> list[Any]:
    """The runs that drew statements up for many, the newest first."""
    found: list[Any] = sql.statement_runs(most=most)
    return found
