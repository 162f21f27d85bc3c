"""What another system said, and of which day: the last figure of a day counts, earlier ones stay."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from piperoll.customers.link_account import link_account
from piperoll.customers.linking import others_of
from piperoll.customers.models import Customer, ToldBalance
from piperoll.customers.tell_balance import BalanceUnfit, ToldAhead, tell_balance
from piperoll.customers.unlink_account import AccountUnlinkedAlready, NoSuchOtherAccount, unlink_account
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from the_day import MONDAY, MORNING, bill, charge


@pytest.fixture
def rent(manager: Actor, tmp_path: Path) -> int:
    """Ada's rent account."""
    bill(tmp_path, manager, charge("A1", "60.00", name="Ada Ray"))
    ada = Customer.objects.get().pk
    return link_account(customer=ada, system="rent", reference="R1", on=MONDAY, at=MORNING, by=manager).account


def test_the_figure_of_the_latest_day_counts_and_no_book_of_ours_changes(rent: int, manager: Actor) -> None:
    now: dict[str, Any] = {"on": MONDAY, "at": MORNING, "by": manager}
    week_before = MONDAY - timedelta(days=7)
    tell_balance(account=rent, owed_pence=12050, told_on=MONDAY, **now)
    tell_balance(account=rent, owed_pence=99900, told_on=week_before, **now)
    (row,) = others_of(Customer.objects.get().pk, on=MONDAY)
    assert (row.owed_pence, row.told_on) == (12050, MONDAY)
    tell_balance(account=rent, owed_pence=-500, told_on=MONDAY, **now)
    (row,) = others_of(Customer.objects.get().pk, on=MONDAY)
    assert row.owed_pence == -500, "in credit there, and the correction of the day counts"
    assert check_books().agrees


def test_what_is_wrong_is_said_and_nothing_is_kept(rent: int, manager: Actor) -> None:
    now: dict[str, Any] = {"on": MONDAY, "at": MORNING, "by": manager}
    for refusal, account, pence, told_on in (
        (ToldAhead, rent, 1, MONDAY + timedelta(days=1)),
        (BalanceUnfit, rent, 10**15, MONDAY),
        (NoSuchOtherAccount, 404, 1, MONDAY),
    ):
        with pytest.raises(refusal):
            tell_balance(account=account, owed_pence=pence, told_on=told_on, **now)
    unlink_account(account=rent, reason="x", **now)
    with pytest.raises(AccountUnlinkedAlready):
        tell_balance(account=rent, owed_pence=1, told_on=MONDAY, **now)
    assert not ToldBalance.objects.exists()
