"""What pages and commands ask about money in. Each question is one statement of `queries.sql`, whatever the rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from piperoll.billing.models import Invoice
from piperoll.customers import queries as customers
from piperoll.database.json_columns import with_json
from piperoll.database.statements import beside
from piperoll.foundations.money import pence_from_pounds

sql = beside(__file__)
LINES_A_PAGE = 50
STATEMENTS_A_PAGE = 25
CUSTOMERS_FOUND = 12
ITEMS_SHOWN = 200
MATCHES_SHOWN = 30

STATES_SHOWN = {
    "placed": ("placed",),
    "suggested": ("suggested",),
    "suspense": ("new", "waiting", "held"),
}
"""What became of a line, as pages filter it, and the states of suspense behind each."""


@dataclass(frozen=True)
class Some:
    """One page of rows, and whether more follow."""

    rows: Sequence[Any]
    more: bool


@dataclass(frozen=True)
class CustomersFound:
    """Customers a search found. `sure` says that the words named just this one; `hint` what to try instead."""

    customers: Sequence[Any]
    more: bool
    hint: str
    sure: bool


def _some(rows: Sequence[Any], many: int) -> Some:
    return Some(rows[:many], len(rows) > many)


def _window(page: int, many: int) -> dict[str, int]:
    return {"many": many + 1, "skip": (page - 1) * many}


def bank_accounts() -> list[Any]:
    """Our bank accounts with their last closing balance."""
    return list(sql.bank_accounts())


def statements(*, account: int | None = None, page: int = 1) -> Some:
    """Statements, newest first, with counts and pence of what waits."""
    found = sql.statements(account=account, **_window(page, STATEMENTS_A_PAGE))
    return _some(found, STATEMENTS_A_PAGE)


def statement(statement_id: int) -> Any | None:
    """One statement with the sums of its lines, or None."""
    (found,) = sql.statement(statement=statement_id) or (None,)
    return found


def lines(statement_id: int, *, state: str = "", words: str = "", page: int = 1) -> Some:
    """A statement's lines. `state` is a key of STATES_SHOWN; `words` are of the payer, the narrative or a sum."""
    states = STATES_SHOWN.get(state)
    found = sql.lines(
        statement=statement_id, states=list(states) if states else None, **sought(words), **_window(page, LINES_A_PAGE)
    )
    return _some([with_json(row, "customers", "funds") for row in found], LINES_A_PAGE)


def suspense_totals() -> dict[str, Any]:
    """Count and pence in suspense, by state."""
    return {row.state: row for row in sql.suspense_totals()}


def receipt(receipt_id: int) -> Any | None:
    """One receipt with its bank line's words, or None."""
    (found,) = sql.receipt(receipt=receipt_id) or (None,)
    return found and with_json(found, "payment_references")


def matches(receipt_id: int) -> list[Any]:
    """What was made of a receipt, newest first."""
    found = sql.matches(receipt=receipt_id, many=MATCHES_SHOWN)
    return [with_json(row, "reasons", "candidates") for row in found]


def placements(receipt_id: int) -> list[Any]:
    """Where a receipt's money went, newest first, undone ones too."""
    return [with_json(row, "items") for row in sql.placements(receipt=receipt_id)]


def fund_placements(receipt_id: int) -> list[Any]:
    """What of a receipt was put on accounts of other ledgers, newest first, undone ones too."""
    return list(sql.fund_placements(receipt=receipt_id))


def named(customer_ids: Sequence[int], item_ids: Sequence[int]) -> tuple[dict[int, Any], dict[int, Any]]:
    """The customers and items that candidates speak of, by key."""
    return (
        {row.id: row for row in sql.customers_named(customers=list(customer_ids))},
        {row.id: row for row in sql.items_named(items=list(item_ids))},
    )


def owed(customer_id: int) -> list[Any]:
    """What a customer still owes, the oldest due first."""
    return list(sql.owed(customer=customer_id, many=ITEMS_SHOWN))


def customers_found(words: str) -> CustomersFound:
    """Customers by an invoice's number, a reference, a postcode or any part of a name."""
    words = words.replace("\x00", " ").strip()
    invoice = Invoice.objects.filter(number=re.sub(r"[\s-]", "", words).upper()).select_related("customer").first()
    found = customers.search(invoice.customer.reference if invoice else words, most=CUSTOMERS_FOUND)
    sure = len(found.customers) == 1 and (
        invoice is not None or found.customers[0].reference in customers.possible_references(words)
    )
    return CustomersFound(found.customers, found.more, found.hint, sure)


def sought(words: str) -> dict[str, Any]:
    """What somebody typed, as words to be found anywhere (`like`) and as a sum (`pence`)."""
    words = words.replace("\x00", "").strip()
    try:
        pence: int | None = abs(pence_from_pounds(words.replace("−", "-"))) if words else None
    except ValueError:
        pence = None
    return {"like": f"%{_as_like(words)}%" if words else None, "pence": pence if (pence or 0) < 1 << 62 else None}


def _as_like(words: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", words)
