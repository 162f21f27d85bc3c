"""Interest on one debt: the published vectors, and a slow twin that counts day by day."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest

from piperoll.interest.rules import Change, Protected, band, in_all, reference_day, stretches


@pytest.mark.parametrize(
    ("pence", "since", "days", "percent", "comes_to"),
    [
        (2_500_00, date(2025, 5, 1), 123, "12.75", 107_41),
        (10_000_00, date(2026, 8, 3), 110, "11.75", 354_11),
        (1_234_56, date(2026, 1, 1), 200, "8", 54_12),
    ],
)
def test_the_vectors(pence: int, since: date, days: int, percent: str, comes_to: int) -> None:
    found = stretches(
        pence, since=since, until=since + timedelta(days - 1), changes=[], protected=[], percent=Decimal(percent)
    )
    assert ([one.days for one in found], in_all(found)) == ([days], comes_to)


def test_whose_bank_rate_fixes_it_and_how_large_the_fixed_sum_is() -> None:
    assert reference_day(date(2026, 7, 1)) == reference_day(date(2026, 12, 31)) == date(2026, 6, 30)
    assert reference_day(date(2026, 1, 1)) == reference_day(date(2026, 6, 30)) == date(2025, 12, 31)
    assert [band(pence) for pence in (999_99, 1_000_00, 9_999_99, 10_000_00)] == ["small", "middle", "middle", "large"]


def twin(
    pence: int, since: date, until: date, changes: list[Change], protected: list[Protected], percent: Decimal
) -> int:
    """The same, a day at a time."""
    total, day = Decimal(0), since
    while day <= until:
        owed = pence - sum(change.pence for change in changes if change.on <= day)
        if owed > 0 and not any(one.covers(day) for one in protected):
            total += owed * percent / 36_500
        day += timedelta(1)
    return int(total.quantize(Decimal("0.000001")).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def test_it_agrees_with_counting_every_day() -> None:
    rng = random.Random(69)
    for _ in range(200):
        since = date(2024, 1, 1) + timedelta(rng.randrange(500))
        until = since + timedelta(rng.randrange(400))
        changes = [
            Change(since + timedelta(rng.randrange(-20, 400)), rng.randrange(-50_00, 200_00)) for _ in range(rng.randrange(4))
        ]  # fmt: skip
        protected = []
        for _ in range(rng.randrange(3)):
            start = since + timedelta(rng.randrange(-30, 300))
            protected.append(
                Protected(start, None if rng.random() < 0.2 else start + timedelta(rng.randrange(60)), "held")
            )
        told = stretches(
            500_00, since=since, until=until, changes=changes, protected=protected, percent=Decimal("11.75")
        )
        assert in_all(told) == twin(500_00, since, until, changes, protected, Decimal("11.75"))
        assert all(one.principal_pence > 0 and one.days > 0 for one in told)
