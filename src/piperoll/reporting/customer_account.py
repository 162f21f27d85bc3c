"""What stands on an account beyond what is open: receipts and their reasons, what paid an invoice, the past."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from piperoll.database.statements import beside

sql = beside(__file__)


@dataclass(frozen=True)
class Use:
    """So many pence of a receipt used for an invoice."""

    reference: str
    amount_pence: int


@dataclass(frozen=True)
class PlacedReceipt:
    """A receipt's money on the account: `reasons` say why it is here, `uses` what it paid; the rest is credit."""

    placement: int
    receipt: int
    reference: str
    run: int
    received_on: date
    known_at: datetime
    amount_pence: int
    reasons: tuple[str, ...]
    by_engine: bool
    by_name: str
    is_undone: bool
    uses: tuple[Use, ...] = ()

    @property
    def unused_pence(self) -> int:
        """What of it is credit on the account."""
        return 0 if self.is_undone else self.amount_pence - sum(use.amount_pence for use in self.uses)


@dataclass(frozen=True)
class Payment:
    """So many pence of a receipt used for one instalment of an invoice, and why."""

    receipt: int | None
    reference: str
    run: int
    due_on: date
    paid_on: date
    amount_pence: int
    reasons: tuple[str, ...]
    by_engine: bool
    by_name: str


@dataclass(frozen=True)
class Happening:
    """One thing that happened to a customer, known `at`. `changed` holds (field, was, is) of a change of details."""

    what: str
    at: datetime
    effective_on: date | None
    reference: str
    amount_pence: int
    by_name: str
    by_engine: bool
    run: int | None
    receipt: int | None
    changed: tuple[tuple[str, str, str], ...] = ()


def receipts(customer: int, *, on: date, known_at: datetime, most: int, after: int = 0) -> list[PlacedReceipt]:
    """Money placed on the account, newest first."""
    asked = {"on": on, "known_at": known_at}
    rows = sql.receipts(customer=customer, most=most, after=after, **asked)
    uses: defaultdict[int, list[Use]] = defaultdict(list)
    if rows:
        for use in sql.uses(items=[row.item_id for row in rows], **asked):
            uses[use.credit_item_id].append(Use(use.reference, use.amount_pence))
    return [
        PlacedReceipt(
            row.placement, row.receipt_id, row.reference, row.run_id, row.effective_on, row.known_at, row.amount_pence,
            _words(row.reasons), row.verb == "allocate_receipts", row.by_name, row.undone_by is not None,
            tuple(uses[row.item_id]),
        )
        for row in rows
    ]  # fmt: skip


def payments(invoice: int) -> list[Payment]:
    """What has paid an invoice and still stands, in order."""
    return [
        Payment(
            row.receipt_id, row.reference, row.run_id, row.due_on, row.effective_on, row.amount_pence,
            _words(row.reasons), row.verb == "allocate_receipts", row.by_name,
        )
        for row in sql.payments(invoice=invoice)
    ]  # fmt: skip


def timeline(customer: int, *, on: date, known_at: datetime, most: int, after: int = 0) -> list[Happening]:
    """Everything that happened to a customer and counts by a day, newest first."""
    rows = sql.timeline(customer=customer, on=on, known_at=known_at, most=most, after=after, enough=most + after)
    return [
        Happening(
            row.what, row.at, row.effective_on, row.reference or "", row.pence or 0, row.by_name or "",
            row.verb == "allocate_receipts", row.run_id, row.receipt_id,
            tuple((name, was, becomes) for name, (was, becomes) in _loaded(row.told or {}).items()),
        )
        for row in rows
    ]  # fmt: skip


def _words(told: Any) -> tuple[str, ...]:
    return tuple(_loaded(told or []))


def _loaded(told: Any) -> Any:
    return json.loads(told) if isinstance(told, str) else told
