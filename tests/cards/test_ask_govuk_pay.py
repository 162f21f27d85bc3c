"""Asking what became of card payments: paid is receipted and placed once, whatever comes first, twice or at once."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from by_card import ask, billed, left, pay, start, the_books_agree, there
from django.db import connection

from piperoll.cards.ask_govuk_pay import NoSuchCardPayment
from piperoll.cards.models import CardEnd, CardPayment
from piperoll.cards.rules import Open, spread
from piperoll.cards.stub import Stub
from piperoll.foundations.actors import Actor
from piperoll.receipting.models import Match, Taking
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.models import RunRejection
from the_day import MONDAY, MORNING


def test_what_was_paid_is_a_receipt_on_its_invoices_at_once(stub: Stub, manager: Actor, tmp_path: Path) -> None:
    first, second = billed(tmp_path, manager, "120.50", "80.00")
    started = start(manager, {first: 120_50, second: 30_00})
    assert (ask(manager).run, left(first)) == (None, 120_50)
    pay(stub, started)
    asked = ask(manager)
    assert (asked.asked, asked.paid, asked.pence) == (1, 1, 150_50)
    assert (left(first), left(second)) == (0, 50_00)
    end = CardEnd.objects.get()
    assert (end.state, end.over_pence, end.taking.number) == ("success", 0, started.reference)
    assert (ask(manager).asked, Taking.objects.count()) == (0, 1)
    the_books_agree()


def test_two_who_hear_of_it_at_once_make_one_receipt(stub: Stub, manager: Actor, tmp_path: Path) -> None:
    (number,) = billed(tmp_path, manager, "120.50")
    pay(stub, start(manager, {number: 120_50}))
    done: list[int] = []

    def one_of_two() -> None:
        try:
            done.append(ask(manager).paid)
        finally:
            connection.close()

    both = [threading.Thread(target=one_of_two) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert (sorted(done)[-1], Taking.objects.count(), left(number)) == (1, 1, 0)
    the_books_agree()


def test_money_for_what_was_paid_meanwhile_stays_on_the_account_and_says_so(
    stub: Stub, manager: Actor, tmp_path: Path
) -> None:
    (number,) = billed(tmp_path, manager, "120.50")
    twice = [start(manager, {number: 120_50}), start(manager, {number: 20_00})]
    for one in twice:
        pay(stub, one)
    assert ask(manager).paid == 2
    assert (left(number), CardEnd.objects.get(payment=twice[1].payment).over_pence) == (0, 20_00)
    assert "£20.00 stays on the account" in str(Match.objects.latest("id").reasons)
    the_books_agree()


@pytest.mark.parametrize(
    ("state", "code", "kept"),
    [("failed", "P0010", "failed"), ("cancelled", "P0040", "cancelled"), ("error", "", "error")],
)
def test_what_was_not_paid_is_over(
    stub: Stub, manager: Actor, tmp_path: Path, state: str, code: str, kept: str
) -> None:
    (number,) = billed(tmp_path, manager, "120.50")
    stub.books.end(there(start(manager, {number: 120_50})), state, code)
    assert (ask(manager).not_paid, left(number)) == (1, 120_50)
    assert (CardEnd.objects.get().state, CardEnd.objects.get().code) == (kept, code)
    the_books_agree()


def test_another_sum_than_ours_is_an_exception_and_what_never_reached_it_ends_after_a_day(
    stub: Stub, manager: Actor, tmp_path: Path
) -> None:
    (number,) = billed(tmp_path, manager, "120.50")
    started = start(manager, {number: 120_50})
    pay(stub, started)
    stub.books.payments[there(started)]["amount"] = 1
    assert (ask(manager).exceptions, left(number)) == (1, 120_50)
    assert "£0.01, and we asked for £120.50" in RunRejection.objects.get().reason
    stub.books.payments[there(started)]["amount"] = 120_50
    assert ask(manager, reference=started.reference).paid == 1
    with pytest.raises(NoSuchCardPayment):
        ask(manager, reference="NONE")
    stub.books.a_minute = 0
    with pytest.raises(Exception, match="cannot be asked"):
        start(manager, {billed(tmp_path, manager, "5.00", name="Ben Marsh")[0]: 5_00})
    stub.books.a_minute = 1000
    assert ask(manager).run is None
    assert ask(manager, at=MORNING + timedelta(days=2), on=MONDAY + timedelta(days=2)).not_paid == 1
    assert CardEnd.objects.filter(state="never").count() == 1
    the_books_agree()


def test_a_sum_pays_the_instalment_due_first() -> None:
    day = MONDAY
    due = [Open(3, 1, day + timedelta(30), 40), Open(2, 1, day, 40), Open(9, 2, day, 5)]
    assert spread({1: 50, 2: 7}, due) == ({2: 40, 9: 5, 3: 10}, 2)


ALTERATIONS = (
    "UPDATE cards_cardpayment SET amount_pence = amount_pence + 1",
    "UPDATE cards_cardpart SET amount_pence = amount_pence + 1",
    "UPDATE cards_cardend SET over_pence = -1",
    "DELETE FROM cards_cardend",
    "DELETE FROM cards_cardthere",
)


def test_one_altered_row_is_noticed(
    stub: Stub, manager: Actor, tmp_path: Path, as_superuser: psycopg.Connection
) -> None:
    (number,) = billed(tmp_path, manager, "120.50")
    pay(stub, start(manager, {number: 120_50}))
    ask(manager)
    as_superuser.execute("SET session_replication_role = replica")
    for alteration in ALTERATIONS:
        name = alteration.split()[2 if alteration.startswith("DELETE") else 1]
        as_superuser.execute(f"CREATE TEMP TABLE kept AS SELECT * FROM {name}")
        assert as_superuser.execute(alteration).rowcount == 1
        assert "Card payments" in {one.name for one in check_books().disagreeing}, alteration
        as_superuser.execute(f"DELETE FROM {name}; INSERT INTO {name} SELECT * FROM kept; DROP TABLE kept")
    assert CardPayment.objects.count() == 1
    the_books_agree()
