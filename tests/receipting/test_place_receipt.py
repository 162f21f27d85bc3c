"""An officer puts a receipt's money on an account and says what it pays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.receipting import queries
from piperoll.receipting.place_receipt import (
    MoneyOut,
    MoreThanOwed,
    MoreThanReceived,
    NoSuchReceipt,
    NothingEntered,
    NothingInSuspense,
    NotTheirs,
    place_receipt,
)
from piperoll.reconciliation.check_books import check_books
from piperoll.suspense import queries as looking
from the_day import MONDAY, MORNING, ask, bank, bill, charge, paid, statement


@pytest.fixture
def now(manager: Actor, tmp_path: Path) -> dict[str, Any]:
    """Ada owes £60 in three parts, Pickle £11; £100 came from a known account, and £3 went back."""
    bill(
        tmp_path, manager, charge("X1", "11.00"),
        charge("X2", "60.00", name="Ada Lovegrove", address_1="2 Vinegar Lane", instalments="3"),
    )  # fmt: skip
    lines = [paid("100.00", "?", payer="SOMEBODY", account="20000012345678"), paid("-3.00", "BACK")]
    bank(tmp_path, manager, statement(*lines))
    return {"on": MONDAY, "at": MORNING, "by": manager}


def receipt(pence: int = 10000) -> int:
    return int(ask("SELECT id FROM receipting_receipt WHERE amount_pence = %(p)s", p=pence)[0].id)


def customer(name: str) -> int:
    return int(ask("SELECT id FROM customers_customer WHERE name = %(n)s", n=name)[0].id)


def items(name: str) -> list[int]:
    return [row.id for row in queries.owed(customer(name))]


def test_what_is_said_is_paid_the_rest_kept_and_what_is_left_waits(now: dict[str, Any]) -> None:
    first, second, third = items("Ada Lovegrove")
    placed = place_receipt(
        receipt=receipt(), customer=customer("Ada Lovegrove"), allocations={first: 2000, second: 550},
        unapplied_pence=1000, reason=" her letter ", **now,
    )  # fmt: skip
    assert (placed.placed_pence, placed.allocated_pence) == (3550, 2550)
    assert {row.id: row.open_pence for row in queries.owed(customer("Ada Lovegrove"))} == {second: 1450, third: 2000}
    shown = queries.receipt(receipt())
    assert (shown.open_pence, shown.state) == (6450, "waiting")
    assert queries.matches(receipt())[0].reasons == ["Placed by Morag Munro: her letter"]
    assert check_books().agrees


def test_all_of_it_placed_leaves_suspense(now: dict[str, Any]) -> None:
    place_receipt(receipt=receipt(), customer=customer("Ada Lovegrove"), allocations={}, unapplied_pence=10000, **now)
    assert [row.open_pence for row in looking.waiting().rows] == [-300]
    assert check_books().agrees


def test_it_can_be_placed_on_two_customers_one_after_the_other(now: dict[str, Any]) -> None:
    (pickle,) = items("Pickle & Sons Ltd")
    place_receipt(receipt=receipt(), customer=customer("Pickle & Sons Ltd"), allocations={pickle: 1100}, **now)
    place_receipt(receipt=receipt(), customer=customer("Ada Lovegrove"), allocations={}, unapplied_pence=8900, **now)
    with pytest.raises(NothingInSuspense):
        place_receipt(receipt=receipt(), customer=customer("Ada Lovegrove"), allocations={}, unapplied_pence=1, **now)
    assert check_books().agrees


def test_the_payers_account_is_remembered_for_the_customer(now: dict[str, Any]) -> None:
    place_receipt(receipt=receipt(), customer=customer("Ada Lovegrove"), allocations={}, unapplied_pence=500, **now)
    (known,) = ask("SELECT customer_id, times_paid FROM customers_payeraccount")
    assert (known.customer_id, known.times_paid) == (customer("Ada Lovegrove"), 1)


def test_what_the_books_do_not_allow_is_refused_and_nothing_moves(now: dict[str, Any]) -> None:
    ada, (first, _, _), (pickle,) = customer("Ada Lovegrove"), items("Ada Lovegrove"), items("Pickle & Sons Ltd")

    def refused(why: type[Exception], allocations: dict[int, int], kept: int = 0, **other: int) -> None:
        asked = {"receipt": receipt(), "customer": ada, **other}
        with pytest.raises(why):
            place_receipt(**asked, allocations=allocations, unapplied_pence=kept, **now)

    refused(NoSuchReceipt, {}, 1, receipt=999_999)
    refused(MoneyOut, {}, 1, receipt=receipt(-300))
    refused(NothingEntered, {})
    refused(NothingEntered, {first: 0})
    refused(NothingEntered, {first: -5}, 10)
    refused(NothingEntered, {first: 10}, -5)
    refused(MoreThanReceived, {first: 2000}, 8001)
    refused(MoreThanOwed, {first: 2001})
    refused(NotTheirs, {pickle: 100})
    refused(NotTheirs, {}, 100, customer=999_999)
    assert not ask("SELECT FROM receipting_placement")
    assert check_books().agrees


def test_an_assistant_may_not(now: dict[str, Any]) -> None:
    assistant = actor_of(User.objects.create(username="a", name="A", role="assistant"))
    with pytest.raises(NotPermitted):
        place_receipt(receipt=receipt(), customer=1, allocations={}, unapplied_pence=1, **{**now, "by": assistant})
