"""Bank Rate by decision, and what an account's overdue debts come to by it: never for a protected day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from crediting import credit, somebody, take_in_sample_limits
from piperoll.council.dating import NoAuthority
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.interest.set_bank_rate import NotAfterTheLast, NotARate, set_bank_rate
from piperoll.interest.working_out import NoBankRate, bank_rate, work_out_interest
from piperoll.safeguards.rules import HOLDS
from refunds.refunding import now
from safeguards.people import hold
from the_day import MONDAY, ask, bill, charge
from write_offs.losing import LATER

STARTS = date(2026, 12, 22)
"""What is billed on Monday is due on 21 December."""


@pytest.fixture
def trader(manager: Actor, tmp_path: Path) -> Customer:
    """A company that owes £1,200."""
    bill(tmp_path, manager, charge("T", "1200.00"))
    return Customer.objects.get(name="Pickle & Sons Ltd")


@pytest.fixture
def person(manager: Actor, tmp_path: Path) -> Customer:
    """Somebody who owes £1,000."""
    bill(tmp_path, manager, charge("P", "1000.00", name="Basil Budd", customer_kind="person"), name="p.csv")
    return Customer.objects.get(name="Basil Budd")


def decides(percent: str = "4.00", valid_from: date = date(2026, 12, 17), by: str = "manager", **more: str) -> None:
    """The Bank decides."""
    told = {"authority": "Monetary Policy Committee"} | more
    set_bank_rate(percent=Decimal(percent), valid_from=valid_from, **told, **now(somebody(by), LATER))


def test_a_business_owes_bank_rate_and_eight_fixed_when_it_starts_and_a_fixed_sum(trader: Customer) -> None:
    decides()
    told = work_out_interest(trader, on=STARTS + timedelta(365))
    (debt,) = told.debts
    assert (debt.basis, debt.percent, debt.rate_of) == ("late_payment", Decimal("11.75"), date(2026, 6, 30))
    assert (told.interest_pence, told.fixed_pence) == (141_00, 70_00)


def test_anybody_else_owes_what_a_court_might_add(person: Customer) -> None:
    told = work_out_interest(person, on=STARTS + timedelta(365))
    assert (told.debts[0].basis, told.interest_pence, told.fixed_pence) == ("court", 80_00, 0)
    assert work_out_interest(person, on=STARTS).interest_pence == 0
    assert work_out_interest(person, on=STARTS - timedelta(1)).debts == ()


def test_no_protected_day_counts_then_or_later(person: Customer, trader: Customer, manager: Actor) -> None:
    """Each moratorium and hold that bars interest takes its days out for good."""
    kinds = ("breathing_space", "mental_health_crisis", "dispute", "safeguarding")
    whole = work_out_interest(person, on=LATER).debts[0]
    for place, kind in enumerate(kinds):
        assert kind in HOLDS
        hold(manager, person.pk, kind, on=STARTS + timedelta(20 * place), days=9)
    debt = work_out_interest(person, on=LATER).debts[0]
    assert debt.protected_days == 40
    assert sum(one.days for one in debt.stretches) == sum(one.days for one in whole.stretches)
    assert debt.interest_pence == round(1_000_00 * 8 * ((LATER - STARTS).days - 40) / 36_500)
    hold(manager, trader.pk, "breathing_space", on=MONDAY, days=366)
    assert work_out_interest(trader, on=LATER).interest_pence == 0
    assert work_out_interest(trader, on=LATER).fixed_pence == 0


def test_what_is_credited_was_never_owed_and_earns_nothing_from_the_first_day_on(person: Customer) -> None:
    take_in_sample_limits()
    number = ask("SELECT number FROM billing_invoice")[0].number
    credit(number, amount_pence=40_00)
    credit(number, amount_pence=60_00, on=STARTS + timedelta(50))
    (debt,) = work_out_interest(person, on=STARTS + timedelta(100)).debts
    assert [one.principal_pence for one in debt.stretches] == [900_00]


def test_bank_rate_is_a_row_and_no_day_is_guessed(manager: Actor) -> None:
    assert bank_rate(date(2023, 12, 31)) == Decimal("5.25")
    with pytest.raises(NoBankRate):
        bank_rate(date(2008, 1, 1))
    decides("3.50", date(2026, 11, 5))
    assert (bank_rate(date(2026, 11, 4)), bank_rate(LATER)) == (Decimal("3.75"), Decimal("3.50"))
    for told, refusal in (
        ({"percent": "26"}, NotARate),
        ({"percent": "3.505"}, NotARate),
        ({"authority": " "}, NoAuthority),
        ({"valid_from": date(2026, 11, 5)}, NotAfterTheLast),
        ({"by": "officer"}, NotPermitted),
    ):
        with pytest.raises(refusal):
            decides(**told)  # type: ignore[arg-type]


def test_nothing_is_posted(trader: Customer) -> None:
    before = ask("SELECT count(*) AS n FROM ledger_posting")[0].n
    work_out_interest(trader, on=LATER)
    assert ask("SELECT count(*) AS n FROM ledger_posting")[0].n == before
