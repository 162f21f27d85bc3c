"""The breach watch: grace in days and pence, one courtesy letter, days to answer, then broken: and the ladder goes on."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from arrangements.arranging import AGREED, FIRST, agrees, friday, stands, watch, weekly
from crediting import credit
from piperoll.arrangements.models import Courtesy, End, LiveDebt
from piperoll.customers.models import Customer
from piperoll.dispatch.models import Document
from piperoll.foundations.actors import Actor
from piperoll.receivables.models import Allocation, Item
from recovery.reminding import owing, pays, receives, send
from recovery.reminding import stands as on_the_ladder
from refunds.refunding import the_books_agree
from safeguards.people import hold
from the_day import ask

GRACE, ANSWER = 5, 7
"""Anytown's days."""


def late_from(place: int) -> date:
    """The first day a Friday's payment is late."""
    return friday(place) + timedelta(GRACE + 1)


def test_late_is_written_to_once_then_broken_and_chased_from_where_it_stands(
    ada: Customer, morag: Actor, tmp_path: Path
) -> None:
    made = agrees(ada, weekly(20_00))
    assert made.arrangement
    pays(tmp_path, morag, ada, "19.50", FIRST)
    assert watch(late_from(0)).kept == 1, "fifty pence is within what it may be short by"
    assert watch(late_from(1) - timedelta(1)).kept == 1
    first = watch(late_from(1))
    assert (first.late, first.late_pence) == (1, 20_50)
    assert (watch(late_from(1)).late, watch(late_from(1)).waiting) == (0, 1), "once a payment"
    assert on_the_ladder(ada, late_from(1)).why == "arranged"
    letter = Document.objects.get(kind="arr_late")
    assert (letter.amount_pence, send(late_from(1)).posted) == (20_50, 2)
    last = late_from(1) + timedelta(ANSWER)
    assert (watch(last).broken, stands(made.arrangement, last).state) == (0, "courtesy")
    assert on_the_ladder(ada, last + timedelta(1)).why == "send", "broken whether or not anybody has looked yet"
    done = watch(last + timedelta(1))
    assert (done.broken, done.broken_pence, watch(last + timedelta(1)).arrangements) == (1, 70_50, 0)
    ended = End.objects.get()
    assert (ended.what, ended.paid_pence, ended.open_pence) == ("broken", 19_50, 70_50)
    assert on_the_ladder(ada, last + timedelta(1)).chased_pence == 70_50
    assert agrees(ada, weekly(first_on=last + timedelta(2)), on=last + timedelta(1)).pence == 70_50
    the_books_agree()


def test_paid_within_the_days_it_goes_on_and_a_later_miss_has_its_own_letter(
    ada: Customer, morag: Actor, tmp_path: Path
) -> None:
    made = agrees(ada, weekly(20_00))
    watch(late_from(0))
    pays(tmp_path, morag, ada, "20.00", late_from(0) + timedelta(2))
    assert watch(friday(1)).kept == 1
    assert watch(late_from(1)).late == 1
    assert [row.since for row in Courtesy.objects.order_by("id")] == [friday(0), friday(1)]
    gone = send(late_from(1))
    assert (gone.posted, gone.pulled) == (2, 1), "not the letter about what has come since"
    assert stands(made.arrangement, late_from(1)).state == "courtesy"


def test_paid_in_full_it_is_completed(ada: Customer, morag: Actor, tmp_path: Path) -> None:
    agrees(ada)
    pays(tmp_path, morag, ada, "90.00", FIRST)
    assert watch(FIRST).completed == 1
    assert (End.objects.get().what, LiveDebt.objects.count()) == ("completed", 0)


def test_money_in_suspense_that_may_be_theirs_stops_the_letter(ada: Customer, morag: Actor, tmp_path: Path) -> None:
    agrees(ada, weekly(20_00))
    receipt = receives(tmp_path, morag, "20.00", "LOVEGROVE RENT", "A LOVEGROVE")
    ask(
        "UPDATE receipting_suspense SET state = 'suggested' WHERE receipt_id = %(r)s RETURNING receipt_id", r=receipt
    )  # fmt: skip
    ask(
        "INSERT INTO receipting_match (receipt_id, outcome, score, reasons, candidates, by_username, run_id) SELECT %(r)s, 'suggested', 60, '[]', "
        "jsonb_build_array(jsonb_build_object('customer', %(c)s::bigint)), '', max(id) FROM runs_run RETURNING id",
        r=receipt, c=ada.pk,
    )  # fmt: skip
    assert (watch(late_from(0)).suspense, Courtesy.objects.count()) == (1, 0)


def test_nobody_protected_is_written_to_or_broken(ada: Customer, morag: Actor) -> None:
    agrees(ada, weekly(20_00))
    hold(morag, ada.pk, "breathing_space", days=300)
    assert (watch(late_from(0)).protected, watch(late_from(3)).broken) == (1, 0)
    assert not Document.objects.filter(kind="arr_late").exists()


def test_where_each_stands_agrees_with_a_slow_walk_over_allocations(morag: Actor, tmp_path: Path) -> None:
    dice = random.Random(7)
    made = []
    for n in range(5):
        who = owing(tmp_path, morag, f"Person Number{n}", *(str(dice.choice((30, 45, 80))) for _ in range(2)))
        made.append((agrees(who, weekly(dice.choice((10_00, 25_00)))).arrangement, who))
    for _, who in made:
        for place in range(dice.randint(0, 2)):
            pays(tmp_path, morag, who, f"{dice.choice((5, 10, 25))}.00", friday(place))
        if dice.random() < 0.4:
            credit(Item.objects.filter(customer=who, kind="instalment").latest("id").reference, amount_pence=4_00)
    for place in (0, 2, 4):
        on = late_from(place)
        for number, who in made:
            found = stands(number, on)
            assert (found.paid_pence, found.lessened_pence, found.due_pence, found.late_pence) == twin(number, who, on)


def twin(number: int | None, who: Customer, on: date) -> tuple[int, int, int, int]:
    """What was paid, what was taken off, what was due and what is late: one allocation, one payment at a time."""
    paid = off = 0
    for one in Allocation.objects.filter(debit_item__customer=who).select_related("credit_item"):
        if one.credit_item.kind == "credit_note":
            off += one.amount_pence
        else:
            paid += one.amount_pence
    plan: list[Any] = ask(
        "SELECT due_on, pence FROM arrangements_plannedpayment WHERE arrangement_id = %(n)s ORDER BY due_on", n=number
    )
    wanted = sum(one.pence for one in plan) - off
    due = min(wanted, sum(one.pence for one in plan if one.due_on <= on))
    late = min(wanted, sum(one.pence for one in plan if one.due_on + timedelta(GRACE) < on))
    return paid, off, due, max(0, late - paid)


def test_agreed_on_a_day_nothing_is_late_yet(ada: Customer) -> None:
    agrees(ada)
    assert watch(AGREED).kept == 1


def test_nobody_has_broken_what_they_were_not_written_to_about(ada: Customer) -> None:
    made = agrees(ada)
    watch(late_from(0))
    assert stands(made.arrangement, late_from(3)).state == "unheard", "the letter was not even dispatched"
    send(late_from(3))
    assert stands(made.arrangement, late_from(4)).state == "courtesy", "it has its days from when it went"
    assert stands(made.arrangement, late_from(4) + timedelta(1)).state == "broken"
