"""What payers send: never a penny more than they mean to, in eighteen characters, on a day the banks work."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from piperoll.anytown.bills import Bill, bills_for, gross_pence, month_after
from piperoll.anytown.customers import customer
from piperoll.anytown.dice import dice
from piperoll.anytown.payments import TWIN, Habits, Payment, habits, payments
from piperoll.anytown.tariffs import TARIFFS, quarter_day_after
from piperoll.formats.feeder_csv import Charge

ON = date(2026, 10, 26)


def bills_of(service: str, place: int) -> tuple[Bill, ...]:
    who = customer(1, place, service)
    return tuple(bill for bill, _ in bills_for(dice(1, "test", service, place), who, service, ON, 1 + 3 * place))


def everybody(**how: str) -> list[tuple[tuple[Bill, ...], list[Payment]]]:
    """A hundred customers of each service, their bills and what they pay, their habits changed to `how`."""
    found = []
    for service in TARIFFS:
        for place in range(100):
            bills = bills_of(service, place)
            found.append((bills, list(payments(1, bills, habits(1, bills[0].customer, service)._replace(**how)))))
    return found


def test_every_payment_fits_what_banks_carry() -> None:
    for bills, paid in everybody():
        for one in paid:
            assert len(one.written) <= 18
            assert len(one.payer_name) <= 18
            assert one.on >= bills[0].on
            assert one.on.weekday() < 5
            assert one.pence > 0


def test_prompt_payers_pay_each_bill_once_and_in_full_but_for_a_few() -> None:
    for bills, paid in everybody(temper="prompt", method="FPI"):
        if all(one.why in ("a bill", "several bills at once", TWIN) for one in paid):
            assert sum(one.pence for one in paid) == sum(bill.gross_pence for bill in bills)
            settled = sum(pence for one in paid for _, pence in one.meant_for)
            assert settled == sum(bill.gross_pence for bill in bills)


def test_those_who_never_pay_never_pay() -> None:
    assert not any(paid for _, paid in everybody(temper="never"))


def test_a_part_payment_is_less_than_the_bill_and_meant_for_it() -> None:
    for bills, paid in everybody(temper="in part", method="FPI"):
        assert sum(one.pence for one in paid) < sum(bill.gross_pence for bill in bills)
        for one in paid:
            assert sum(pence for _, pence in one.meant_for) == one.pence


def test_a_cheque_says_nothing_but_its_paying_in_slip() -> None:
    for _, paid in everybody(temper="prompt", method="CHQ"):
        assert all(one.written.startswith("SLIP 5") and not one.payer_name and not one.sort_code for one in paid)


def test_twins_are_alike_in_everything_a_bank_shows() -> None:
    seen = 0
    for _, paid in everybody(temper="prompt", method="FPI"):
        pair = [one._replace(meant_for=()) for one in paid if one.why == TWIN]
        seen += len(pair)
        if len(pair) == 2:
            assert pair[0] == pair[1]
    assert seen > 4


def test_tidy_payers_quote_the_invoice() -> None:
    tidy = [
        (b, one) for b, paid in everybody(temper="prompt", method="FPI", hand="tidy") for one in paid if len(b) == 1
    ]
    assert sum(bills[0].number in one.written for bills, one in tidy) > 0.9 * len(tidy)


def test_some_of_those_who_are_cared_for_are_paid_for_by_somebody_else() -> None:
    own = [habits(1, who := customer(1, place, "ASC"), "ASC").sort_code == who.sort_code for place in range(300)]
    assert 0.2 < own.count(False) / len(own) < 0.5


def test_habits_last() -> None:
    who = customer(1, 3, "ASC")
    assert habits(1, who, "ASC") == habits(1, who, "ASC")
    assert isinstance(habits(1, who, "ASC"), Habits)


@pytest.mark.parametrize("service", TARIFFS)
def test_a_bill_comes_to_what_its_feeder_rows_come_to(service: str) -> None:
    """The instalments add up to the lines with VAT on each, which is what the council will work out for itself."""
    for place in range(60):
        for bill in bills_of(service, place):
            assert bill.gross_pence == gross_pence(bill.lines)
            assert all(due_on >= bill.on for due_on, _ in bill.instalments)
            assert bill.instalments[0][1] >= bill.instalments[-1][1]


def test_charge_fields_stay_as_the_feeder_has_them() -> None:
    who = customer(1, 0, "BUS")
    (_, rows), *_ = bills_for(dice(1, "x"), who, "BUS", ON, 1)
    assert set(rows[0]) <= {*Charge._fields, "instalments"}


def test_months_and_quarter_days() -> None:
    assert month_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert month_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert quarter_day_after(date(2026, 12, 25)) == date(2027, 3, 25)
    assert quarter_day_after(date(2026, 12, 25) - timedelta(days=1)) == date(2026, 12, 25)
