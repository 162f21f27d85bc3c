"""A row of an arrangement altered behind the books' back is noticed."""

from __future__ import annotations

import random
from functools import partial
from pathlib import Path

import psycopg

from arrangements.arranging import AGREED, FIRST, agrees, comes, friday, watch, weekly
from arrangements.test_watch_arrangements import late_from
from crediting import somebody
from piperoll.arrangements.affordability import LINES, MOST_SAVED_PENCE, PER_MONTH, Amount
from piperoll.arrangements.models import Household
from piperoll.arrangements.record_household import HouseholdTold, record_household
from piperoll.arrangements.record_promise import record_promise
from piperoll.arrangements.withdraw_promise import withdraw_promise
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from recovery.reminding import now
from refunds.refunding import the_books_agree


def test_a_row_altered_behind_their_back(ada: Customer, as_superuser: psycopg.Connection) -> None:
    agrees(ada, weekly(20_00))
    watch(late_from(0))
    the_books_agree()
    as_superuser.execute("SET session_replication_role = replica")
    for table, change, back in (
        ("arrangement", "total_pence = total_pence + 1", "total_pence = total_pence - 1"),
        ("debt", "pence = pence + 1", "pence = pence - 1"),
        ("plannedpayment", "pence = pence + 1", "pence = pence - 1"),
        ("courtesy", "late_pence = late_pence + 100000", "late_pence = late_pence - 100000"),
    ):
        as_superuser.execute(f"UPDATE arrangements_{table} SET {change}")  # type: ignore[arg-type]
        assert "Arrangements" in [control.name for control in check_books().disagreeing], table
        as_superuser.execute(f"UPDATE arrangements_{table} SET {back}")  # type: ignore[arg-type]
    as_superuser.execute("DELETE FROM arrangements_livedebt")
    assert "Arrangements" in [control.name for control in check_books().disagreeing]


def astray() -> list[str]:
    """Which controls do not agree."""
    return [control.name for control in check_books().disagreeing]


def test_a_promise_is_kept_broken_or_waits_and_is_as_it_was_taken(
    ada: Customer, morag: Actor, tmp_path: Path, as_superuser: psycopg.Connection
) -> None:
    now_in = partial(now, somebody("officer"))
    told = {"customer": ada.reference, "promised_by": "Herself", "heard": "phone"}
    record_promise(amount_pence=20_00, by_on=FIRST, **told, **now_in(AGREED))
    comes(tmp_path, morag, ada, "20.00", FIRST)
    second = record_promise(amount_pence=30_00, by_on=friday(2), **told, **now_in(friday(1)))
    withdraw_promise(promise=second.promise, why="Rang again", **now_in(friday(1)))
    record_promise(amount_pence=40_00, by_on=friday(3), **told, **now_in(friday(1)))
    found = next(control for control in check_books().controls if control.name == "Promises to pay")
    assert (found.left_figure, found.right_figure, found.agrees) == (90_00, 90_00, True)
    as_superuser.execute("SET session_replication_role = replica")
    for change, back in (
        ("pence = pence + 1", "pence = pence - 1"),
        ("by_on = by_on + 1", "by_on = by_on - 1"),
        ("promised_on = promised_on + 60", "promised_on = promised_on - 60"),
    ):
        as_superuser.execute(f"UPDATE arrangements_promise SET {change}")  # type: ignore[arg-type]
        assert "Promises to pay" in astray(), change
        as_superuser.execute(f"UPDATE arrangements_promise SET {back}")  # type: ignore[arg-type]
    assert "Promises to pay" not in astray()
    as_superuser.execute("UPDATE arrangements_promisewithdrawn SET withdrawn_on = withdrawn_on - 90")
    assert "Promises to pay" in astray(), "taken back before it was made"


def test_what_a_household_has_left_is_what_its_lines_add_up_to(ada: Customer, as_superuser: psycopg.Connection) -> None:
    dice = random.Random(5)
    for _ in range(25):
        codes = dice.sample(list(LINES), dice.randint(1, 9))
        lines = {code: Amount(dice.randint(1, 90_000), dice.choice(list(PER_MONTH))) for code in codes}
        saves = dice.choice((None, None, 0, 500, MOST_SAVED_PENCE, 90_00))
        owes = [("A catalogue", dice.randint(1, 99_999))] if dice.random() < 0.5 else []
        record_household(
            customer=ada.reference,
            told=HouseholdTold(lines=lines, told_by="Herself", savings_pence=saves, debts=owes),
            **now(somebody("officer"), AGREED),
        )
    assert "Income and expenditure" not in astray()
    as_superuser.execute("SET session_replication_role = replica")
    last = Household.objects.latest("id").pk
    for change, back in (
        ("arrangements_householdline SET pence = pence + 1200", "arrangements_householdline SET pence = pence - 1200"),
        (
            "arrangements_householdline SET every = left(every || 'x', 12)",
            "arrangements_householdline SET every = rtrim(every, 'x')",
        ),
        (
            "arrangements_householddebt SET balance_pence = balance_pence + 1",
            "arrangements_householddebt SET balance_pence = balance_pence - 1",
        ),
    ):
        as_superuser.execute(f"UPDATE {change}")  # type: ignore[arg-type]
        assert "Income and expenditure" in astray(), change
        as_superuser.execute(f"UPDATE {back}")  # type: ignore[arg-type]
        assert "Income and expenditure" not in astray()
    as_superuser.execute("DELETE FROM arrangements_householdline WHERE household_id = %s", [last])
    assert "Income and expenditure" in astray()
