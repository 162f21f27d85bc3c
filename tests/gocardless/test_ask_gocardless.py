"""Asking GoCardless: what was missed is taken once; payouts clear themselves at the bank, fees and all."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from pytest_django import Settings
from through_gocardless import (
    a_payer,
    ask,
    in_transit,
    over_two_accounts,
    owed,
    paid_out,
    released,
    send,
    the_books_agree,
)

from bacs.collecting import DUE_ON, INPUT_ON, at
from piperoll.bacs.models import CollectionCredit, CollectionEnd
from piperoll.bacs.queries import exceptions
from piperoll.foundations.actors import Actor
from piperoll.gocardless.client import GocardlessAway
from piperoll.gocardless.models import Payout
from piperoll.gocardless.stub import Stub
from piperoll.ledger.models import Posting
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.models import Expected
from piperoll.receivables.models import ItemBalance
from piperoll.reconciliation.check_books import check_books
from piperoll.reporting.methods_of_payment import methods_of_payment
from the_day import bank, paid, statement


def test_a_payout_less_its_fees_clears_itself_and_nothing_is_on_its_way_any_more(
    stub: Stub, olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    paid_out(tmp_path, stub, olive, oscar, "120.50")
    payout = Payout.objects.get()
    assert (payout.amount_pence, payout.items_pence, payout.fees_pence) == (120_30, 120_50, 20)
    assert (Expected.objects.get().words, in_transit()) == (payout.reference, 120_30)
    the_books_agree()
    bank(tmp_path, olive, statement(paid("120.30", f"GC {payout.reference}", "GOCARDLESS", on=DUE_ON), on=DUE_ON))
    assert allocate_receipts(on=DUE_ON, at=at(DUE_ON), by=olive).expected == 1
    assert in_transit() == 0
    assert Posting.objects.get(debit_account__control="collect_fees").amount_pence == 20
    the_books_agree()
    assert (ask(olive, DUE_ON).payouts, Payout.objects.count()) == (0, 1)
    came = methods_of_payment(since=DUE_ON, until=DUE_ON).cells
    assert [(one.method, one.owner, one.receipts, one.pence) for one in came] == [
        ("Direct Debit", "Our customers", 1, 120_50)
    ]


def test_what_was_paid_back_there_is_owed_again_when_a_payout_is_less_by_it(
    stub: Stub, olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    a_payer(tmp_path, olive, "80.00", name="Ben Marsh")
    released(tmp_path, stub, olive, oscar, "20.00")
    send(olive, INPUT_ON)
    late, early = sorted(stub.books.rows["payments"].values(), key=lambda one: -one["amount"])
    late["status"] = "submitted"
    stub.books.bank_day(DUE_ON)
    stub.books.pay_back(early["id"])
    late["status"] = "confirmed"
    stub.books.pay_out(DUE_ON)
    told = ask(olive, DUE_ON)
    assert (told.payouts, told.exceptions, told.pence_back) == (2, 0, 20_00)
    ended = CollectionEnd.objects.get()
    assert (ended.what, ended.reason) == ("refunded", "Paid back to the payer at GoCardless")
    assert Payout.objects.latest("id").items_pence == 60_00
    the_books_agree()


def test_what_was_paid_back_in_part_is_owed_again_and_the_rest_stays_paid(
    stub: Stub, olive: Actor, oscar: Actor, tmp_path: Path, as_superuser: psycopg.Connection
) -> None:
    released(tmp_path, stub, olive, oscar, "20.00")
    send(olive, INPUT_ON)
    (payment,) = stub.books.rows["payments"]
    stub.books.rows["payments"][payment]["status"] = "confirmed"
    stub.books.pay_back(payment, 5_00)
    stub.books.pay_out(DUE_ON)
    told = ask(olive, DUE_ON)
    assert (told.payouts, told.pence_back, told.exceptions) == (1, 5_00, 0)
    assert sum(one.open_pence for one in ItemBalance.objects.filter(item__kind="instalment")) == 5_00
    assert Payout.objects.get().items_pence == 15_00
    assert not CollectionEnd.objects.exists()
    the_books_agree()
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute("UPDATE gocardless_payoutitem SET amount_pence = amount_pence + 1 WHERE amount_pence < 0")
    assert {"Collections", "GoCardless payments"} <= {control.name for control in check_books().disagreeing}


def test_a_part_paid_back_of_a_collection_over_two_accounts_takes_what_is_due_last_first(
    stub: Stub, olive: Actor, oscar: Actor, manager: Actor, tmp_path: Path
) -> None:
    kept, merged, payment = over_two_accounts(stub, olive, oscar, manager, tmp_path)
    assert CollectionCredit.objects.values("customer").distinct().count() == 2
    stub.books.rows["payments"][payment]["status"] = "confirmed"
    stub.books.pay_back(payment, 35_00)
    stub.books.pay_out(DUE_ON)
    told = ask(olive, DUE_ON)
    assert (told.payouts, told.pence_back, told.exceptions) == (1, 35_00, 0)
    assert [owed(kept), owed(merged)] == [5_00, 30_00], "the newest bill first, then some of the one before"
    the_books_agree()


def test_a_payout_that_takes_back_more_than_it_pays_is_owed_and_meets_the_banks_debit(
    stub: Stub, olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    paid_out(tmp_path, stub, olive, oscar, "120.50")
    (payment,) = stub.books.rows["payments"]
    stub.books.fail(payment, "ARUDD-1", "mandate_cancelled")
    stub.books.pay_out(DUE_ON, below_nought=True)
    told = ask(olive, DUE_ON)
    assert (told.payouts, told.exceptions, told.pence_back) == (1, 0, 120_50)
    expected = Expected.objects.latest("id")
    assert (expected.amount_pence, in_transit()) == (-120_50, -20)
    the_books_agree()


def test_what_came_back_after_it_was_paid_out_lowers_a_later_payout(
    stub: Stub, olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    a_payer(tmp_path, olive, "80.00", name="Ben Marsh")
    released(tmp_path, stub, olive, oscar, "20.00")
    send(olive, INPUT_ON)
    late, early = sorted(stub.books.rows["payments"].values(), key=lambda one: -one["amount"])
    late["status"] = "submitted"
    stub.books.bank_day(DUE_ON)
    stub.books.fail(early["id"], "ARUDD-1", "mandate_cancelled")
    late["status"] = "confirmed"
    stub.books.pay_out(DUE_ON)
    assert ask(olive, DUE_ON).payouts == 2
    assert [one.amount_pence for one in Payout.objects.order_by("id")] == [19_80, 59_80]
    assert in_transit() == 79_60
    the_books_agree()


def test_a_payout_that_does_not_add_up_waits_and_is_taken_when_it_does(
    stub: Stub, olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    released(tmp_path, stub, olive, oscar, "120.50")
    send(olive, INPUT_ON)
    stub.books.bank_day(DUE_ON)
    (payout,) = stub.books.rows["payouts"].values()
    items = stub.books.items[payout["id"]]
    for wrong, why in (
        ([items[0] | {"amount": "120.0"}, items[1]], "comes to"),
        ([items[0] | {"links": {"payment": "PM999"}}, items[1]], "none of ours"),
        ([items[0] | {"type": "refund"}, items[1]], "does not know"),
        ([items[0]], "do not come to its sum"),
    ):
        stub.books.items[payout["id"]] = wrong
        assert ask(olive, DUE_ON).payouts == 0
        assert not Payout.objects.exists(), why
    assert "comes to" in exceptions(most=9)[0].exception
    stub.books.items[payout["id"]] = items
    assert ask(olive, DUE_ON).payouts == 1
    the_books_agree()


def test_when_it_is_away_nothing_is_changed(stub: Stub, olive: Actor, settings: Settings) -> None:
    settings.GOCARDLESS_TOKEN = "another"
    with pytest.raises(GocardlessAway):
        ask(olive)


ALTERATIONS = [
    (
        "UPDATE gocardless_payout SET amount_pence = amount_pence + 1, items_pence = items_pence + 1",
        "GoCardless payouts",
    ),
    (
        "UPDATE gocardless_payout SET amount_pence = amount_pence - 1, fees_pence = fees_pence + 1",
        "Direct Debit on its way",
    ),
    ("UPDATE gocardless_payoutitem SET amount_pence = amount_pence + 1", "GoCardless payments"),
    ("DELETE FROM gocardless_gocardlesspayment", "GoCardless payouts"),
    ("UPDATE direct_debit_mandate SET provider = 'bacs'", "GoCardless payments"),
]


def test_one_altered_row_is_noticed(
    stub: Stub, olive: Actor, oscar: Actor, tmp_path: Path, as_superuser: psycopg.Connection
) -> None:
    paid_out(tmp_path, stub, olive, oscar, "120.50")
    as_superuser.execute("SET session_replication_role = replica")
    tables = ("gocardless_payout", "gocardless_payoutitem", "gocardless_gocardlesspayment", "direct_debit_mandate")
    for alteration, control in ALTERATIONS:
        for name in tables:
            as_superuser.execute(f"CREATE TEMP TABLE kept_{name} AS SELECT * FROM {name}")
        assert as_superuser.execute(alteration).rowcount == 1
        assert control in {one.name for one in check_books().disagreeing}, alteration
        for name in tables:
            as_superuser.execute(
                f"DELETE FROM {name}; INSERT INTO {name} SELECT * FROM kept_{name}; DROP TABLE kept_{name}"
            )
    the_books_agree()
