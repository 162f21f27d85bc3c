"""Today's figures for the first page. Small questions of indexed rows; the one great sum is kept for a little while."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from piperoll.database.statements import beside
from piperoll.runs.queries import hidden_from

sql = beside(__file__)
ATTENTION_DAYS = 14
KEPT_FOR = 20
"""A great sum is kept for so many times as long as it took: small ones stay fresh."""


@dataclass(frozen=True)
class Suspense:
    """Money without an owner yet: what came in, and what went out that nobody explained."""

    receipts: int
    pence: int
    oldest_on: date | None
    suggested: int
    paid_out_pence: int


@dataclass(frozen=True)
class Overdue:
    """What is owed past its due date, by the books as they stood at the moment `at`."""

    pence: int
    items: int
    at: datetime


@dataclass(frozen=True)
class Today:
    """The figures of a day. `statements` has a row for each bank account, `attention` one for each run to look at.

    `banked_pence` came on `banked_on`, the last day anything did; `invoices` for `raised_pence` were raised in the
    month that begins on `billed_since`, the last in which any were.
    """

    on: date
    suspense: Suspense
    statements: list[Any]
    banked_on: date | None
    banked_pence: int
    billed_since: date | None
    invoices: int
    raised_pence: int
    overdue: Overdue
    attention: list[Any]


def figures(*, today: date, at: datetime) -> Today:
    """The figures as they are at a moment of a day."""
    (suspense,), (batches,) = sql.suspense(), sql.batches()
    return Today(
        on=today,
        suspense=Suspense(**suspense._asdict()),
        statements=sql.statements(),
        overdue=_kept.overdue(today, at),
        attention=sql.attention(since=at - timedelta(days=ATTENTION_DAYS), hidden=hidden_from(())),
        **batches._asdict(),
    )


class _Kept:
    """The overdue debt of this process's council, worked out again once it is stale."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self._overdue: Overdue | None = None
        self._stale_at = 0.0
        self._day: date | None = None

    def overdue(self, today: date, at: datetime) -> Overdue:
        started = time.monotonic()
        if self._overdue is None or started > self._stale_at or self._day != today:
            (row,) = sql.overdue(today=today)
            self._overdue, self._day = Overdue(row.pence, row.items, at), today
            took = time.monotonic() - started
            self._stale_at = time.monotonic() + took * KEPT_FOR
        return self._overdue


_kept = _Kept()


def forget_kept_sums() -> None:
    """Work every sum out afresh from now on."""
    _kept.forget()
