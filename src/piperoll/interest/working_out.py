"""What interest an account's overdue debts come to on a day, with every stretch of days and its reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q

from piperoll.council.figures import figure
from piperoll.customers.merging import kept_id
from piperoll.customers.models import Customer
from piperoll.database.statements import beside
from piperoll.foundations.refusals import Refused
from piperoll.interest.models import BankRate
from piperoll.interest.rules import (
    BUSINESSES,
    Change,
    Protected,
    Stretch,
    band,
    in_all,
    reference_day,
    spread_part,
    stretches,
)
from piperoll.safeguards import freezing

sql = beside(__file__)


class NoBankRate(Refused):
    """No Bank Rate is on record for {on:%-d %B %Y}: set one under Set-up, Bank Rate."""


@dataclass(frozen=True)
class DebtInterest:
    """One debt's interest: by which law, at which rate from which day, and its stretches. `fixed_pence` is the fixed
    sum of the Late Payment Act: one an invoice, on its first debt, and only until it was charged. `rate_of` is the day
    whose Bank Rate fixed it. `charged_pence` is the interest charged before, without what was credited of it since;
    `waived_pence` was credited as waived; `charged_until` is the last day that was charged for."""

    item: int
    invoice: int
    reference: str
    due_on: date
    open_pence: int
    basis: str
    percent: Decimal
    rate_of: date | None
    stretches: tuple[Stretch, ...]
    interest_pence: int
    fixed_pence: int
    charged_pence: int
    waived_pence: int
    charged_until: date | None

    @property
    def to_charge_pence(self) -> int:
        """Interest that was neither charged nor waived yet: below nought when a payment was found that came earlier."""
        return self.interest_pence - self.charged_pence - self.waived_pence

    @property
    def protected_days(self) -> int:
        """Days that count for nothing, for good."""
        return sum(one.days for one in self.stretches if one.why_not)


@dataclass(frozen=True)
class Interest:
    """What an account's overdue debts come to, worked out up to the day before `on`. Nothing is charged by that."""

    customer: str
    on: date
    debts: tuple[DebtInterest, ...]

    @property
    def interest_pence(self) -> int:
        """All interest; each debt rounded by itself."""
        return sum(one.interest_pence for one in self.debts)

    @property
    def fixed_pence(self) -> int:
        """All fixed sums that were not charged yet."""
        return sum(one.fixed_pence for one in self.debts)

    @property
    def charged_pence(self) -> int:
        """All interest charged before."""
        return sum(one.charged_pence for one in self.debts)


def work_out_interest(customer: Customer, *, on: date) -> Interest:
    """Simple interest on each overdue debt: from the day after it fell due to the day before `on`, on what was open
    that day, never on interest, and for no protected day. Raises NoBankRate, NoFigureHolds."""
    account = Customer.objects.get(pk=kept_id(customer.pk))
    is_business = account.kind in BUSINESSES
    rows = sql.overdue(customer=account.pk, on=on, paid_since=_paid_since(on) if is_business else None)
    changes: defaultdict[int, list[Change]] = defaultdict(list)
    for row in sql.changes(items=[one.item_id for one in rows]):
        changes[row.item_id].append(Change(row.effective_on, row.pence))
    protected = _protected(account, rows, changes, on)
    billed: defaultdict[int, int] = defaultdict(int)
    for row in rows:
        billed[row.invoice_id] += row.amount_pence
    found, seen = [], set()
    for row in rows:
        since = row.due_on + timedelta(1)
        percent, rate_of = _rate(since, is_business=is_business)
        cut = stretches(
            row.amount_pence, since=since, until=on - timedelta(1), changes=changes[row.item_id],
            protected=protected[row.item_id], percent=percent,
        )  # fmt: skip
        earned = any(one.percent for one in cut)
        first = row.invoice_id not in seen and is_business and earned and not row.is_fixed_sum_charged
        fixed = _fixed(billed[row.invoice_id], on) if first else 0
        seen |= {row.invoice_id} if first else set()
        found.append(
            DebtInterest(
                row.item_id,
                row.invoice_id,
                row.reference,
                row.due_on,
                row.open_pence,
                "late_payment" if is_business else "court",
                percent,
                rate_of,
                tuple(cut),
                in_all(cut),
                fixed,
                row.charged_pence,
                row.waived_pence,
                row.charged_until,
            )
        )
    return Interest(account.reference, on, tuple(found))


def _paid_since(on: date) -> date | None:
    """From which day on what was paid late and in full may still be charged; None where the council never does."""
    days = int(figure("late_charge_paid_days", on))
    return on - timedelta(days) if days else None


def _protected(
    account: Customer, rows: Sequence[Any], changes: Mapping[int, Sequence[Change]], on: date
) -> defaultdict[int, list[Protected]]:
    """Each debt's protected days: flags, holds of all, of its invoice or of a part; and agreements that freeze it."""
    found: defaultdict[int, list[Protected]] = defaultdict(list)
    for hold in sql.protected(customer=account.pk, on=on):
        theirs = [row for row in rows if hold.invoice_id in (None, row.invoice_id)]
        theirs = [row for row in theirs if hold.item_id in (None, row.item_id)]
        one = Protected(hold.since, hold.until, hold.why, hold.amount_pence)
        parts = [(row.item_id, row.amount_pence, changes.get(row.item_id, ())) for row in theirs]
        spread = dict.fromkeys((row.item_id for row in theirs), one) if one.pence is None else spread_part(one, parts)
        for item, part in spread.items():
            found[item].append(part)
    for pause in freezing.frozen([row.item_id for row in rows]):
        found[pause.item].append(Protected(pause.since, pause.until, pause.why))
    return found


def bank_rate(on: date) -> Decimal:
    """Bank Rate on a day. Raises NoBankRate."""
    found = BankRate.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on).first()
    if found is None:
        raise NoBankRate(on=on)
    return found.percent


def every_rate() -> Sequence[BankRate]:
    """Bank Rate from the newest decision back."""
    return list(BankRate.objects.all())


def _rate(since: date, *, is_business: bool) -> tuple[Decimal, date | None]:
    """The rate of interest that starts on a day, fixed for good; and the day whose Bank Rate fixed it."""
    if not is_business:
        return figure("court_interest_percent", since), None
    day = reference_day(since)
    return bank_rate(day) + figure("late_payment_percent", since), day


def _fixed(pence: int, on: date) -> int:
    return int(figure(f"late_payment_{band(pence)}_pounds", on) * 100)
