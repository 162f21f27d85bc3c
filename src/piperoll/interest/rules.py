"""Simple interest on one debt, stretch by stretch: pure, whole pence at the end, each figure with its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from piperoll.foundations.money import to_whole_pence

DAYS_A_YEAR = 365
"""Money claims count a year as 365 days, a leap year too."""
BUSINESSES = ("company", "sole_trader", "public_body")
"""Whose debts the Late Payment Act is about: both sides act in the course of a business, and a council's activities are
one (Late Payment of Commercial Debts (Interest) Act 1998, s.2(1) and (7)). Never a consumer's."""
BASES = {
    "late_payment": "Late Payment of Commercial Debts (Interest) Act 1998",
    "court": "County Courts Act 1984, section 69: only a court may add it",
}
ACT = "late_charges"
REASONS = {"contract": "A debt under a contract was paid late"}
"""The Late Payment Act is about contracts: whoever asks says that this is one."""
KINDS = {"interest": "Interest", "fixed_sum": "Fixed sum", "costs": "Costs beyond the fixed sum"}
CONTROLS = {"interest": "interest", "fixed_sum": "late_fixed", "costs": "late_costs"}
"""Which income account each kind is earned in, by its control."""
MIDDLE_FROM, LARGE_FROM = 1_000_00, 10_000_00
"""Where the fixed sum of the Late Payment Act grows (s.5A(2))."""


@dataclass(frozen=True)
class Change:
    """So many pence less owed from a day on (more, when below nought): a payment, a credit, one taken back."""

    on: date
    pence: int


@dataclass(frozen=True)
class Protected:
    """Days, the last included (None: still on), for which nothing may be charged, then or later; and why. Of the whole
    debt, unless `pence` says of how much."""

    since: date
    until: date | None
    why: str
    pence: int | None = None

    def covers(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Stretch:
    """Days, both ends included, of one principal; `percent` is nought, and `why_not` says why, where none is earned."""

    since: date
    until: date
    principal_pence: int
    percent: Decimal
    why_not: str = ""

    @property
    def days(self) -> int:
        """How many days."""
        return (self.until - self.since).days + 1

    @property
    def earns(self) -> Decimal:
        """Pence, not rounded."""
        return self.principal_pence * self.percent * self.days / 100 / DAYS_A_YEAR


def stretches(
    pence: int, *, since: date, until: date, changes: Sequence[Change], protected: Sequence[Protected], percent: Decimal
) -> list[Stretch]:
    """A debt of so many pence from a day to another, both included, cut wherever something changes."""
    cuts = {since, until + timedelta(1)}
    cuts |= {change.on for change in changes}
    cuts |= {one.since for one in protected} | {one.until + timedelta(1) for one in protected if one.until}
    days = sorted(cut for cut in cuts if since <= cut <= until + timedelta(1))
    found = []
    for start, end in pairwise(days):
        owed = pence - sum(change.pence for change in changes if change.on <= start)
        covering = [one for one in protected if one.covers(start)]
        found += _cut(start, end - timedelta(1), max(0, owed), covering, percent)
    return found


def _cut(since: date, until: date, owed: int, covering: Sequence[Protected], percent: Decimal) -> list[Stretch]:
    """What of some days is protected, whole or in part, and what earns."""
    whole = next((one for one in covering if one.pence is None), None)
    held = owed if whole else min(owed, sum(one.pence or 0 for one in covering))
    parts = [Stretch(since, until, owed - held, percent)] if owed > held else []
    if held:
        why = whole.why if whole else covering[0].why
        parts.append(Stretch(since, until, held, Decimal(0), why))
    return parts


def spread_part(part: Protected, debts: Sequence[tuple[int, int, Sequence[Change]]]) -> dict[int, Protected]:
    """A part of an invoice held over its instalments (item, pence, changes; the longest due first): the oldest that
    were open as it began first, as the ladder holds it."""
    left, found = part.pence or 0, {}
    for item, pence, changes in debts:
        open_then = pence - sum(change.pence for change in changes if change.on <= part.since)
        if take := max(0, min(left, open_then)):
            found[item] = Protected(part.since, part.until, part.why, take)
            left -= take
    return found


def in_all(found: Sequence[Stretch]) -> int:
    """What stretches come to, rounded once, at the end, to the nearest penny."""
    return to_whole_pence(sum((one.earns for one in found), Decimal(0)))


def reference_day(since: date) -> date:
    """Whose Bank Rate fixes the rate for good: 30 June for interest that starts from July on, else 31 December before
    (Late Payment of Commercial Debts (Rate of Interest) (No. 3) Order 2002, SI 2002/1675, art 4)."""
    return date(since.year, 6, 30) if since.month >= 7 else date(since.year - 1, 12, 31)


def band(pence: int) -> str:
    """Which fixed sum a debt of so many pence has: small, middle or large."""
    return "small" if pence < MIDDLE_FROM else "middle" if pence < LARGE_FROM else "large"
