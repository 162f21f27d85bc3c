"""How Direct Debit does: what share of what falls due it pays, and how much of what it asks for comes back, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from piperoll.database.statements import beside
from piperoll.formats.spreadsheet_csv import line
from piperoll.foundations.money import plain_pounds
from piperoll.reporting.rules import add_months

sql = beside(__file__)
MONTHS = 12
EVERY = ""
"""The code that stands for all services together."""


@dataclass(frozen=True)
class TakeUp:
    """What fell due, and what of it Direct Debit paid; customers who had something due, and who paid any of it so."""

    due_pence: int = 0
    paid_pence: int = 0
    customers: int = 0
    paying: int = 0

    @property
    def of_value(self) -> int | None:
        """Tenths of a per cent of what fell due; None when nothing did."""
        return share(self.paid_pence, self.due_pence)

    @property
    def of_customers(self) -> int | None:
        """Tenths of a per cent of the customers; None when there were none."""
        return share(self.paying, self.customers)


@dataclass(frozen=True)
class Asked:
    """Collections asked of payers' banks in a month, and those of them that came back or were not taken."""

    many: int = 0
    pence: int = 0
    failed: int = 0
    failed_pence: int = 0

    @property
    def rate(self) -> int | None:
        """Tenths of a per cent of the collections that failed; None when there were none."""
        return share(self.failed, self.many)


@dataclass(frozen=True)
class Reason:
    """Why collections failed, in the words of their code, and how many in each month."""

    what: str
    code: str
    meaning: str
    by_month: dict[date, int]
    many: int
    pence: int


@dataclass(frozen=True)
class DirectDebitFigures:
    """Twelve months up to a day, the last of them so far; services by code, `EVERY` for all together."""

    on: date
    months: list[date]
    services: dict[str, str] = field(default_factory=dict)
    take_up: dict[tuple[str, date], TakeUp] = field(default_factory=dict)
    year: dict[str, TakeUp] = field(default_factory=dict)
    asked: dict[date, Asked] = field(default_factory=dict)
    reasons: list[Reason] = field(default_factory=list)

    def taken_up(self, month: date) -> TakeUp:
        """The take-up of a month, of every service together."""
        return self.take_up.get((EVERY, month), TakeUp())

    def asked_in(self, month: date) -> Asked:
        """The collections of a month."""
        return self.asked.get(month, Asked())

    @property
    def asked_in_all(self) -> Asked:
        """The collections of all twelve months."""
        rows = self.asked.values()
        return Asked(
            sum(row.many for row in rows), sum(row.pence for row in rows), sum(row.failed for row in rows),
            sum(row.failed_pence for row in rows),
        )  # fmt: skip


def direct_debit_figures(*, on: date) -> DirectDebitFigures:
    """The twelve months that end with a day's: take-up by the month things fell due, failures by the collection's.

    What was paid or came back after the day is not counted. An instalment counts as paid by Direct Debit so far as
    a collection that stands pays it.
    """
    months = [add_months(on.replace(day=1), -back) for back in reversed(range(MONTHS))]
    found = DirectDebitFigures(on, months)
    for row in sql.take_up(since=months[0], on=on):
        taken = TakeUp(row.due_pence, row.paid_pence, row.customers, row.paying)
        if row.month is None:
            found.year[row.service or EVERY] = taken
        else:
            found.take_up[row.service or EVERY, row.month] = taken
        if row.service:
            found.services[row.service] = row.name
    failed = sql.failed(since=months[0], on=on)
    for row in sql.asked(since=months[0], on=on):
        mine = [one for one in failed if one.month == row.month]
        found.asked[row.month] = Asked(
            row.many, row.pence, sum(one.many for one in mine), sum(one.pence for one in mine)
        )  # fmt: skip
    found.reasons.extend(_reasons(failed))
    return found


def share(part: int, whole: int) -> int | None:
    """Tenths of a per cent, rounded to the nearest; None of nothing."""
    return (part * 2000 + whole) // (2 * whole) if whole else None


def percent(tenths: int | None) -> str:
    """`38.2%`; a dash of nothing."""
    return "–" if tenths is None else f"{tenths / 10:.1f}%"


def as_csv(found: DirectDebitFigures) -> Iterator[str]:
    """Lines for a spreadsheet: a line a month and service, all services under no code, failures with the latter."""
    yield line([
        "month", "service", "due_pounds", "paid_by_direct_debit_pounds", "customers", "customers_paying", "collections",
        "collected_pounds", "failed", "failed_pounds",
    ])  # fmt: skip
    for (service, month), row in sorted(found.take_up.items(), key=lambda one: (one[0][1], one[0][0])):
        sums = (plain_pounds(row.due_pence), plain_pounds(row.paid_pence), str(row.customers), str(row.paying))
        yield line([f"{month:%Y-%m}", service, *sums, *(("",) * 4 if service else _failures(found.asked_in(month)))])


def _failures(asked: Asked) -> tuple[str, ...]:
    return str(asked.many), plain_pounds(asked.pence), str(asked.failed), plain_pounds(asked.failed_pence)


def _reasons(rows: Sequence[Any]) -> list[Reason]:
    """Each code's collections over the months, the commonest first."""
    by_code: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in rows:
        by_code[row.what, row.code].append(row)
    found = [
        Reason(
            what, code, mine[-1].reason, {row.month: row.many for row in mine}, sum(row.many for row in mine),
            sum(row.pence for row in mine),
        )
        for (what, code), mine in by_code.items()
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.many, one.code))
