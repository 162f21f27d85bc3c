"""Whatever is due is billed once, at the price of its days, and what is far too late waits."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billing.scheduling import billed, lines, schedule, tenant
from piperoll.billing.add_term import add_term
from piperoll.billing.bill_schedules import NothingDue
from piperoll.billing.change_schedule import change_schedule
from piperoll.billing.end_schedule import end_schedule
from piperoll.billing.schedules import due_of, timetable
from piperoll.billing.set_fee import set_fee
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.reconciliation.check_books import check_books
from the_day import MONDAY, MORNING, ask, set_up_anytown

WHEN = {"on": MONDAY, "at": MORNING}


def test_each_period_is_billed_once_and_catching_up_is_said(manager: Actor) -> None:
    schedule(manager)
    first = billed(manager)
    assert (first.invoices, first.lines_billed, first.catching_up, first.gross_pence) == (2, 2, 1, 62_000)
    with pytest.raises(NothingDue):
        billed(manager)
    assert billed(manager, on=date(2026, 12, 1)).lines_billed == 1
    assert [start for start, _, _ in lines()] == ["2026-10-01", "2026-11-01", "2026-12-01"]
    assert check_books().agrees


@pytest.mark.parametrize(
    ("how", "starts"),
    [
        ("weekly", ["2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23"]),
        ("four_weekly", ["2026-11-02"]),
        ("monthly", ["2026-11-02"]),
        ("quarterly", ["2026-11-02"]),
        ("annual", ["2026-11-02"]),
    ],
)
def test_how_often(manager: Actor, how: str, starts: list[str]) -> None:
    number = schedule(manager, frequency=how, starts_on=date(2026, 11, 2))
    assert [str(row.period_from) for row in due_of(number, on=MONDAY)] == starts


def test_months_do_not_drift_from_the_31st(manager: Actor) -> None:
    number = schedule(manager, starts_on=date(2026, 8, 31))
    assert [str(row.period_from) for row in due_of(number, on=MONDAY)] == ["2026-08-31", "2026-09-30", "2026-10-31"]


def test_arrears_are_billed_when_the_period_is_over_and_advance_before_it_starts(manager: Actor) -> None:
    late = schedule(manager, reference="A", in_advance=False)
    soon = schedule(manager, reference="B", lead_days=14)
    assert [str(row.period_from) for row in due_of(late, on=date(2026, 10, 31))] == []
    assert [str(row.period_from) for row in due_of(late, on=date(2026, 11, 1))] == ["2026-10-01"]
    assert [str(row.period_from) for row in due_of(soon, on=date(2026, 10, 17))] == ["2026-10-01"]
    assert len(due_of(soon, on=date(2026, 10, 18))) == 2


def test_a_part_of_a_period_costs_its_part(manager: Actor) -> None:
    """From the 17th of October, periods counted from the 1st, to the 10th of November; 15 of 31 days, 10 of 30."""
    number = schedule(manager, starts_on=date(2026, 10, 17), anchor_on=date(2026, 10, 1))
    end_schedule(schedule=number, ends_on=date(2026, 11, 10), reason="Sold", by=manager, **WHEN)
    billed(manager)
    assert lines() == [("2026-10-17", "2026-10-31", 15_000), ("2026-11-01", "2026-11-10", 10_333)]
    assert "15 of 31 days" in ask("SELECT description FROM billing_invoiceline ORDER BY id")[0].description


def test_unless_it_is_let_by_whole_periods(manager: Actor) -> None:
    schedule(manager, starts_on=date(2026, 10, 17), anchor_on=date(2026, 10, 1), pro_rata=False)
    billed(manager)
    assert lines() == [("2026-10-17", "2026-10-31", 31_000), ("2026-11-01", "2026-11-30", 31_000)]


def test_an_uplift_in_the_middle_of_a_period_splits_it(manager: Actor) -> None:
    number = schedule(manager)
    change_schedule(
        schedule=number, valid_from=date(2026, 11, 16), uplift_percent=Decimal(10), reason="Review", by=manager, **WHEN
    )
    billed(manager)
    assert lines() == [
        ("2026-10-01", "2026-10-31", 31_000), ("2026-11-01", "2026-11-15", 15_500), ("2026-11-16", "2026-11-30", 17_050),
    ]  # fmt: skip
    with pytest.raises(NothingDue):
        billed(manager)


def test_a_fee_of_the_register_has_its_price_of_each_period_and_never_a_guess(manager: Actor) -> None:
    fee: dict[str, Any] = {
        "service": "TRADE", "code": "BIN", "name": "Bin", "unit": "month", "vat_code": "N", "income_code": "TW01",
        "authority": "Fees", "by": manager, "at": MORNING, "on": date(2026, 9, 1),
    }  # fmt: skip
    set_fee(price_pounds=Decimal(20), valid_from=date(2026, 10, 1), **fee)
    schedule(manager, fee_code="BIN", unit_price_pounds=None, vat_code="", income_code="", quantity=Decimal(2))
    set_fee(price_pounds=Decimal(25), valid_from=date(2026, 11, 1), **fee)
    ask("UPDATE billing_fee SET valid_to = '2026-11-30' WHERE price_pounds = 25 RETURNING id")
    done = billed(manager, on=date(2026, 12, 1))
    assert [pence for _, _, pence in lines()] == [4000, 5000]
    assert done.lines_rejected == 1
    assert "not in the fees register on 2026-12-01" in ask("SELECT reason FROM runs_runrejection")[0].reason


def test_terms_are_billed_by_their_own_dates(manager: Actor) -> None:
    add_term(name="Autumn 2026", starts_on=date(2026, 9, 2), ends_on=date(2026, 12, 18), by=manager, **WHEN)
    add_term(name="Spring 2027", starts_on=date(2027, 1, 5), ends_on=date(2027, 3, 25), by=manager, **WHEN)
    schedule(manager, frequency="termly", starts_on=date(2026, 9, 2), unit_price_pounds=Decimal(95))
    assert billed(manager).lines_billed == 1
    assert billed(manager, on=date(2027, 1, 5)).lines_billed == 1
    assert lines()[1] == ("2027-01-05", "2027-03-25", 9500)


def test_one_customers_charges_for_the_same_period_come_on_one_invoice(manager: Actor) -> None:
    for n in range(3):
        schedule(manager, reference=f"C-{n}", starts_on=date(2026, 11, 1))
    schedule(manager, reference="D", customer=tenant(manager, "Onion & Co"), starts_on=date(2026, 11, 1))
    assert billed(manager).invoices == 2


def test_a_service_may_be_billed_alone(manager: Actor) -> None:
    schedule(manager)
    with pytest.raises(NothingDue):
        billed(manager, service="RENT")


def test_the_timetable_says_what_is_due_what_is_late_and_what_comes(manager: Actor) -> None:
    schedule(manager, starts_on=date(2026, 7, 1))
    (row,) = timetable(on=MONDAY, until=MONDAY + timedelta(days=28))
    assert (row.code, row.due, row.late, str(row.oldest), row.coming, str(row.next_on)) == (
        "TRADE", 5, 2, "2026-07-01", 1, "2026-12-01",
    )  # fmt: skip


def test_an_auditor_may_not(books: object) -> None:
    with pytest.raises(NotPermitted):
        billed(set_up_anytown("auditor"))


def slow_days(
    starts: date, ends: date | None, uplift_on: date, price: Decimal, raised: Decimal, until: date
) -> Decimal:
    """What four-weekly arrears come to a day at a time: each whole period's 28th part, at the price of the day."""
    total, first = Decimal(0), starts
    while True:
        last = first + timedelta(days=27)
        over = min(last, ends) if ends else last
        if first > (ends or date.max) or over >= until:
            return total
        days = [first + timedelta(days=n) for n in range((over - first).days + 1)]
        total += sum((raised if day >= uplift_on else price) / 28 for day in days)
        first += timedelta(days=28)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.integers(0, 40), length=st.integers(1, 120), uplift=st.integers(1, 100), pounds=st.integers(1, 500))
def test_the_sets_bill_what_the_days_come_to(manager: Actor, start: int, length: int, uplift: int, pounds: int) -> None:
    starts = date(2026, 9, 1) + timedelta(days=start)
    ends, uplift_on = starts + timedelta(days=length), starts + timedelta(days=uplift)
    name = f"R-{ask('SELECT count(*) AS many FROM billing_schedule')[0].many}"
    number = schedule(
        manager,
        reference=name,
        frequency="four_weekly",
        in_advance=False,
        starts_on=starts,
        unit_price_pounds=Decimal(pounds),
    )
    change_schedule(
        schedule=number, valid_from=uplift_on, unit_price_pounds=Decimal(pounds + 7), reason="x", by=manager, **WHEN
    )
    end_schedule(schedule=number, ends_on=ends, reason="x", by=manager, **WHEN)
    due = due_of(number, on=date(2027, 3, 1))
    came_to = sum(row.quantity * row.unit_price for row in due)
    twin = slow_days(starts, ends, uplift_on, Decimal(pounds), Decimal(pounds + 7), date(2027, 3, 1))
    assert abs(came_to - twin) <= Decimal("0.01") * len(due)
    days = [
        row.period_from + timedelta(days=n) for row in due for n in range((row.period_to - row.period_from).days + 1)
    ]
    assert days == [starts + timedelta(days=n) for n in range(length + 1)]
