"""A ledger account as it stood on a day, and as it was known to stand at a moment."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from piperoll.foundations.actors import Actor
from piperoll.ledger.balances import balance_of
from the_day import MONDAY, MORNING, bill, charge


def test_a_balance_is_of_its_day_by_what_was_known(manager: Actor, tmp_path: Path) -> None:
    bill(tmp_path, manager, charge("X1", "11.00"))
    bill(tmp_path, manager, charge("X2", "9.00"), on=MONDAY + timedelta(days=7), name="later.csv")

    def debtors(days: int, known: timedelta = timedelta(0)) -> int:
        found = balance_of("DEBTORS", as_at=MONDAY + timedelta(days=days), known_at=MORNING + known)
        assert found is not None
        return found.balance_pence

    assert (debtors(-1), debtors(0), debtors(6), debtors(7)) == (0, 1100, 1100, 2000)
    assert debtors(7, timedelta(seconds=-1)) == 0


def test_income_grows_by_credits_and_a_stranger_has_no_balance(manager: Actor, tmp_path: Path) -> None:
    bill(tmp_path, manager, charge("X1", "11.00"))
    income = balance_of("TW01", as_at=MONDAY, known_at=MORNING)
    assert income is not None
    assert (income.debit_pence, income.credit_pence, income.balance_pence) == (0, 1100, 1100)
    assert balance_of("NOPE", as_at=MONDAY, known_at=MORNING) is None
