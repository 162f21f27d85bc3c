"""A misposting repaired as one: looked at first, placed right in one run, and the letters it made wrong listed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from crediting import somebody
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.receipting.models import Placement
from piperoll.receivables.print_statement import print_statement
from piperoll.transfers.models import MovedPayment
from piperoll.transfers.repair_placements import (
    Chosen,
    NotAsSeen,
    NothingChosen,
    Repaired,
    SayWhichPayments,
    chosen_placements,
    repair_placements,
)
from piperoll.transfers.wrong_letters import TookNothingBack, letters_at_stake, wrong_letters
from refunds.refunding import approves, now, overpaid, the_books_agree
from the_day import MONDAY
from transfers.moving_money import open_of, placement_of, transfers


@pytest.fixture
def two(ada: Customer, basil: Customer, morag: Actor, tmp_path: Path) -> list[int]:
    """£100 placed on Ada's account and £70 on Carol's; both were Basil's."""
    carol = overpaid(tmp_path, morag, name="Carol Cole", owes="20.00", pays="70.00")
    return [placement_of(ada), placement_of(carol)]


def repairs(chosen: Chosen, *, seen: int = 2, **more: Any) -> Repaired:
    return repair_placements(chosen=chosen, seen=seen, why="All of it was Basil’s", **more, **now(somebody("officer")))


def test_they_are_chosen_by_what_they_have_in_common(two: list[int], ada: Customer) -> None:
    (first, second) = (Placement.objects.get(pk=one) for one in two)
    assert [row.id for row in chosen_placements(Chosen(since=MONDAY, until=MONDAY))] == two
    assert [row.id for row in chosen_placements(Chosen(of_run=second.run_id))] == [second.pk]
    assert [row.id for row in chosen_placements(Chosen(customer=ada.reference))] == [first.pk]
    assert [row.id for row in chosen_placements(Chosen(because="placed BY morag"))] == two
    assert chosen_placements(Chosen(because="bank account")) == []
    with pytest.raises(SayWhichPayments):
        chosen_placements(Chosen())


def test_placed_right_in_one_run_with_the_letters_that_were_wrong(
    two: list[int], ada: Customer, basil: Customer
) -> None:
    for customer in (ada, basil):
        print_statement(customer=customer.pk, since=MONDAY, until=MONDAY, **now(somebody("officer")))
    assert letters_at_stake(two) == 1
    asked = repairs(Chosen(since=MONDAY), to=basil.reference, pays="oldest")
    assert (asked.state, asked.payments, asked.pence) == ("waiting", 2, 170_00)
    done = approves(asked.request or 0, somebody("senior"), on=MONDAY + timedelta(1))
    assert done.done == f"£170.00 of 2 payments moved to {basil.reference}, £55.00 of it used there."
    assert open_of(ada) == [("instalment", 60_00)]
    assert sum(pence for _, pence in open_of(basil)) == -115_00
    assert MovedPayment.objects.count() == 2
    the_books_agree()
    told = {row.customer: (row.kind, row.said_pence, row.should_pence) for row in wrong_letters(done.run)}
    assert told == {
        "Ada Lovegrove": ("statement", -40_00, 60_00),
        "Basil Budd": ("statement", 55_00, -115_00),
    }


def test_back_into_suspense_but_for_what_was_spent_since(two: list[int], ada: Customer, basil: Customer) -> None:
    transfers(ada, basil, amount_pence=5_00)
    done = repairs(Chosen(since=MONDAY))
    assert (done.state, done.payments, done.pence, done.refunded) == ("held", 1, 70_00, 1)
    assert wrong_letters(done.run) == []
    the_books_agree()


def test_what_was_seen_is_what_is_repaired(two: list[int], ada: Customer) -> None:
    with pytest.raises(NotAsSeen, match="2 payments are meant now, not the 3"):
        repairs(Chosen(since=MONDAY), seen=3)
    with pytest.raises(NothingChosen):
        repairs(Chosen(of_run=10**9), seen=0)
    with pytest.raises(TookNothingBack):
        wrong_letters(Placement.objects.get(pk=two[0]).run_id)
