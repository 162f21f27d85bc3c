"""What is reconciled at the end of a month, and what each of its two figures is taken from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

DAYS_TO_SIGN = 14
"""A month is signed within so many days of its end; what is not is chased on Home."""


@dataclass(frozen=True)
class Kind:
    """A reconciliation: what it is called, the ledger's accounts by their control, and the list they are held against.

    `is_owed`: the accounts grow by credits, so their balance is shown the other way round.
    """

    name: str
    control: str
    against: str
    is_owed: bool = False


KINDS = {
    "bank": Kind("Bank account", "bank", "what the bank’s statement says"),
    "debtors": Kind("Debtors control", "debtors", "open items, one by one"),
    "credits": Kind("Credits on account", "debtors", "credits not used yet, one by one", is_owed=True),
    "suspense": Kind("Suspense", "suspense", "receipts less what was placed, cleared or returned", is_owed=True),
    "direct_debit": Kind("Direct Debit control", "direct_debit", "collected less returned, fees and banked"),
    "methods": Kind("Cash and cheques in hand", "method", "taken less returned and banked"),
    "refunds": Kind("Refunds on their way", "refunds", "approved less ended and paid", is_owed=True),
    "funds": Kind("Money for other ledgers", "fund", "receipts placed there, fund by fund", is_owed=True),
}


def month_end(on: date) -> date:
    """The last day of the month of a day."""
    return (on.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def last_month_end(on: date) -> date:
    """The newest month end before a day."""
    return on.replace(day=1) - timedelta(days=1)
