"""Aged debt: what is owed, by how long it has been due, as at any day and as known at any moment."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from piperoll.council.models import Service
from piperoll.database.statements import beside
from piperoll.foundations.refusals import Refused
from piperoll.reporting.rules import BANDS, Band, band_starts, due_between

sql = beside(__file__)
_NOTHING = (0,) * len(BANDS)


class NoSuchService(Refused):
    """There is no service with the code {code}. See Set-up, Services, for those there are."""


@dataclass(frozen=True)
class Aged:
    """One row of the report: open pence in each of `rules.BANDS`, and credit not yet used against anything."""

    code: str
    name: str
    pence: tuple[int, ...] = _NOTHING
    credit_pence: int = 0

    @property
    def debt_pence(self) -> int:
        return sum(self.pence)

    @property
    def overdue_pence(self) -> int:
        return self.debt_pence - self.pence[0]


@dataclass(frozen=True)
class AgedDebt:
    """The whole report. A service's row has no credit: money on account belongs to a customer, not to a service."""

    as_at: date
    known_at: datetime
    services: tuple[Aged, ...]
    credit_pence: int

    @property
    def total(self) -> Aged:
        sums = tuple(sum(row.pence[place] for row in self.services) for place in range(len(BANDS)))
        return Aged("", "Total", sums, self.credit_pence)


def aged_debt(*, as_at: date, known_at: datetime) -> AgedDebt:
    """Every service's debt by age. The same question has the same answer for ever."""
    by_service: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: list(_NOTHING))
    credit = 0
    for row in sql.by_service(as_at=as_at, known_at=known_at, starts=_starts(as_at)):
        credit -= row.used_pence
        if row.bucket is None:
            credit -= row.pence
        else:
            by_service[row.code, row.name][_place(row.bucket)] += row.pence - row.used_pence
    rows = (Aged(code, name or "No service", tuple(sums)) for (code, name), sums in by_service.items())
    return AgedDebt(as_at, known_at, tuple(row for row in rows if any(row.pence)), credit)


def aged_customers(
    *,
    as_at: date,
    known_at: datetime,
    service: Service | None = None,
    band: Band | None = None,
    most: int | None = None,
    after: int = 0,
) -> list[Aged]:
    """Customers' debt by age, the largest first, the first `after` passed over: of one service or band when asked.

    With a band, every band is shown but only who owes something in it. `code` is the customer's reference.
    """
    asked = {"as_at": as_at, "known_at": known_at}
    of = {"service": service and service.pk}
    due_from, due_before = due_between(band, as_at) if band else (date.min, date.max)
    pence: defaultdict[int, list[int]] = defaultdict(lambda: list(_NOTHING))
    with transaction.atomic():
        sql.roomy()
        if service or band:
            days = {"due_from": due_from, "due_before": due_before}
            rows = sql.by_customer_of(**asked, **of, **days, most=most, after=after)
        else:
            rows = sql.by_customer(**asked, most=most, after=after)
        customers = [row.customer_id for row in rows]
        for part in sql.bands_of(**asked, **of, starts=_starts(as_at), customers=customers):
            pence[part.customer_id][_place(part.bucket)] = part.pence
    return [Aged(row.reference, row.name, tuple(pence[row.customer_id]), row.credit_pence) for row in rows]


def service_coded(code: str) -> Service:
    """The service with a code. Raises NoSuchService."""
    found = Service.objects.filter(code=code.replace("\x00", "").upper()).first()
    if found is None:
        raise NoSuchService(code=code)
    return found


def _starts(as_at: date) -> list[date]:
    """The bands' first days, oldest first, as width_bucket wants them."""
    return band_starts(as_at)[::-1]


def _place(bucket: int) -> int:
    """width_bucket counts from the oldest band, the report from the newest."""
    return len(BANDS) - 1 - bucket
