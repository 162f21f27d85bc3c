"""Standing orders: the days they pay on, what came of each, what is missing."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from a_past import Past, care, moment
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.receipting import standing_orders as asking
from piperoll.receipting.add_standing_order import BadStandingOrder, StandingOrderThere, add_standing_order
from piperoll.receipting.models import StandingOrder, StandingOrderEnd
from piperoll.receipting.undo_placement import undo_placement
from the_day import MONDAY, MORNING, ask, paid, set_up_anytown

WHEN: dict[str, Any] = {"on": MONDAY, "at": MORNING}
STEPS = {"weekly": 7, "fortnightly": 14, "four_weekly": 28, "monthly": 1, "quarterly": 3, "annual": 12}


@pytest.fixture
def pugh(manager: Actor, tmp_path: Path) -> tuple[Past, str]:
    """Mrs Pugh owes £240.00 for her care, in twelve instalments of £20.00."""
    past = Past(manager, tmp_path)
    past.bill(date(2026, 7, 6), care("HC1", "240.00", instalments="12"))
    return past, Customer.objects.get(name__contains="Pugh").reference


def told(by: Actor, customer: str, **more: Any) -> int:
    """She told us that £20.00 comes on the first of each month from August."""
    asked = {
        "customer": customer, "amount_pence": 2000, "frequency": "monthly", "first_on": date(2026, 8, 1),
        "told_by": "Mrs Pugh, on the telephone", "by": by, **WHEN,
    }  # fmt: skip
    return add_standing_order(**asked | more).order


def test_what_came_is_known_and_what_did_not_is_missing(pugh: tuple[Past, str]) -> None:
    """August came on the Monday after; September two days early; October never; November was undone."""
    past, reference = pugh
    told(past.by, reference)
    number = ask("SELECT number FROM billing_invoice")[0].number
    for day in (date(2026, 8, 3), date(2026, 8, 31), date(2026, 11, 2)):
        past.bank(day, paid("20.00", number, "G ACHTERBERG-PUGH"))
    past.allocate(date(2026, 11, 3))
    assert [(m.expected_on, m.amount_pence) for m in asking.missing(on=MONDAY)] == [(date(2026, 10, 1), 2000)]
    last = ask("SELECT max(id) AS id FROM receipting_placement")[0].id
    undo_placement(placement=last, reason="Not hers", on=date(2026, 11, 4), at=moment(date(2026, 11, 4), 9), by=past.by)
    assert [m.expected_on for m in asking.missing(on=MONDAY)] == [date(2026, 10, 1), date(2026, 11, 1)]
    (row,) = asking.of_customer(Customer.objects.get(reference=reference).pk, on=MONDAY)
    assert (row.next_on, row.last_on, row.receipt_id) == (date(2026, 12, 1), date(2026, 11, 1), None)


def test_two_orders_of_one_sum_need_two_payments(pugh: tuple[Past, str]) -> None:
    past, reference = pugh
    told(past.by, reference)
    StandingOrder.objects.create(
        customer=Customer.objects.get(reference=reference), amount_pence=2000, frequency="monthly",
        first_on=date(2026, 8, 1), told_by="Her son", run_id=StandingOrder.objects.get().run_id,
    )  # fmt: skip
    number = ask("SELECT number FROM billing_invoice")[0].number
    past.bank(date(2026, 8, 3), paid("20.00", number, "G ACHTERBERG-PUGH"))
    past.allocate(date(2026, 8, 4))
    assert len([m for m in asking.missing(on=date(2026, 8, 20)) if m.expected_on.month == 8]) == 1


def test_what_should_come_next_is_told_by_the_week(pugh: tuple[Past, str]) -> None:
    past, reference = pugh
    told(past.by, reference)
    told(past.by, reference, amount_pence=500, frequency="weekly", first_on=date(2026, 11, 25))
    weeks = [(w.week_starts_on, w.payments, w.amount_pence) for w in asking.expected(on=MONDAY)]
    assert weeks[:3] == [(MONDAY, 1, 500), (date(2026, 11, 30), 2, 2500), (date(2026, 12, 7), 1, 500)]


@pytest.mark.parametrize(
    "wrong",
    [{"amount_pence": 0}, {"amount_pence": -1}, {"frequency": "daily"}, {"told_by": "  "}, {"told_by": "x" * 201}],
)
def test_what_cannot_be_is_refused(pugh: tuple[Past, str], wrong: dict[str, Any]) -> None:
    past, reference = pugh
    with pytest.raises(BadStandingOrder):
        told(past.by, reference, **wrong)
    assert not StandingOrder.objects.exists()


def test_the_same_told_again_changes_nothing(pugh: tuple[Past, str]) -> None:
    past, reference = pugh
    told(past.by, reference)
    with pytest.raises(StandingOrderThere):
        told(past.by, reference)
    assert StandingOrder.objects.count() == 1


def test_an_auditor_adds_none(books: object) -> None:
    with pytest.raises(NotPermitted):
        told(set_up_anytown("auditor"), _somebody())


def days_of(first: date, frequency: str, since: date, until: date) -> list[date]:
    """The slow, obvious twin: one day after another."""
    found, n = [], 0
    while (day := _step(first, frequency, n)) <= until:
        n += 1
        if day >= since:
            found.append(day)
    return found


def _step(first: date, frequency: str, n: int) -> date:
    if frequency in ("weekly", "fortnightly", "four_weekly"):
        return first + timedelta(days=STEPS[frequency] * n)
    months = first.month - 1 + STEPS[frequency] * n
    year, month = first.year + months // 12, months % 12 + 1
    return date(year, month, min(first.day, calendar.monthrange(year, month)[1]))


class TestDays(TestCase):
    """The days a standing order pays on, against the twin."""

    @settings(max_examples=60, deadline=None)
    @given(
        first=st.dates(date(2024, 1, 1), date(2027, 12, 31)),
        frequency=st.sampled_from(sorted(STEPS)),
        ahead=st.integers(-100, 900),
        long=st.integers(0, 900),
        lasts=st.none() | st.integers(-10, 900),
    )
    def test_as_one_would_count_them(
        self, first: date, frequency: str, ahead: int, long: int, lasts: int | None
    ) -> None:
        by = set_up_anytown()
        order = told(by, _somebody(), frequency=frequency, first_on=first)
        since = first + timedelta(days=ahead)
        until, wanted_until = since + timedelta(days=long), since + timedelta(days=long)
        if lasts is not None:
            ends_on = first + timedelta(days=lasts)
            run = StandingOrder.objects.get(pk=order).run_id
            StandingOrderEnd.objects.create(order_id=order, ends_on=ends_on, reason="Moved", run_id=run)
            wanted_until = min(until, ends_on)
        found = ask(
            "SELECT day FROM receipting_standing_order_days(%(order)s, %(since)s, %(until)s) AS day ORDER BY 1",
            order=order, since=since, until=until,
        )  # fmt: skip
        assert [row.day for row in found] == days_of(first, frequency, since, wanted_until)


def _somebody() -> str:
    return Customer.objects.get_or_create(
        reference="C900000001", defaults={"kind": "person", "name": "Gwen Pugh", "created_at": "2026-01-01T00:00Z"}
    )[0].reference
