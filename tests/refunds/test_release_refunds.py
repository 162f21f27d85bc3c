"""Released by somebody else, once, with every safeguard asked again; and the books agree after every step."""

from __future__ import annotations

import threading
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, connections

from crediting import somebody
from piperoll.customers.models import Customer
from piperoll.dispatch.dispatch_letters import dispatch_letters
from piperoll.dispatch.models import Document
from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.models import Expected
from piperoll.reconciliation.check_books import check_books
from piperoll.refunds import letters, queries
from piperoll.refunds.models import LiveRefund, RefundVerdict
from piperoll.refunds.raise_concern import raise_concern
from piperoll.refunds.release_refunds import (
    NoLongerHolds,
    OwnRefundRun,
    RunReleasedAlready,
    TooLateToPay,
    release_refunds,
)  # fmt: skip
from piperoll.runs.checking_seals import check_chain
from refunds.refunding import PAY_ON, approved, choose, now, release, the_books_agree
from the_day import bank, paid, statement


def test_it_is_on_its_way_until_the_bank_shows_it(ada: Customer, morag: Actor, tmp_path: Path) -> None:
    refund = approved(ada)
    done = release(choose())
    assert (done.refunds, done.pence) == (1, 40_00)
    assert queries.refund(refund.pk).state == "sent"
    the_books_agree()
    line = paid("-40.00", f"BACS REFUND RUN {done.refund_run}", on=PAY_ON)
    bank(tmp_path, morag, statement(line, opening="1100.00", on=PAY_ON), name="out.xml")
    assert allocate_receipts(**now(morag, PAY_ON)).expected == 1
    shown = queries.refund(refund.pk)
    assert (shown.state, shown.paid_on) == ("paid", PAY_ON)
    assert [row.what for row in queries.story(refund.pk)] == ["paid", "released", "chosen", "approved", "asked"]
    the_books_agree()
    assert check_chain().agrees


def test_each_customer_is_written_to(ada: Customer) -> None:
    approved(ada)
    release(choose())
    letter = Document.objects.get(kind="refund")
    assert (letter.number[:7], letter.customer_id) == ("REFUND-", ada.pk)
    (drawn,) = letters.drawn([letter])
    assert drawn.subject == "We are paying you back £40.00"
    assert "£40.00 to Ada Lovegrove, ••••8472. It should be there on 25 November 2026." in drawn.body
    assert "* MAIN-1-1: £40.00" in drawn.body
    assert dispatch_letters(**now(somebody("officer")), workers=1).posted == 1


def test_nobody_releases_what_they_chose_says_the_verb_and_the_database(ada: Customer) -> None:
    approved(ada)
    chosen, olive, sam = choose(), somebody("officer"), somebody("senior")
    with pytest.raises(OwnRefundRun, match="somebody else must look at it"):
        release(chosen, olive)
    insert = (
        "INSERT INTO refunds_refundverdict (refund_run_id, what, by_id, chosen_by_id, reason, at, run_id) "
        "SELECT id, 'released', %s, %s, '', now(), run_id FROM refunds_refundrun"
    )
    with pytest.raises(IntegrityError, match="nobody_pays_what_they_chose"), connection.cursor() as cursor:
        cursor.execute(insert, [olive.user_id, olive.user_id])
    with pytest.raises(IntegrityError, match="refund_verdict_names_the_chooser"), connection.cursor() as cursor:
        cursor.execute(insert, [olive.user_id, sam.user_id])
    assert not RefundVerdict.objects.exists()


def test_a_refund_is_in_one_live_run_says_the_database(ada: Customer) -> None:
    approved(ada)
    choose()
    with pytest.raises(IntegrityError, match="refunds_liverefund_pkey"), connection.cursor() as cursor:
        cursor.execute("INSERT INTO refunds_liverefund SELECT * FROM refunds_liverefund")


BY_HAND = {
    "DELETE FROM refunds_liverefund": "is let go when the refund has ended",
    "DELETE FROM refunds_livecredit": "is let go when the refund has ended",
    "UPDATE refunds_liverefund SET refund_run_id = refund_run_id": "never given to another",
    "UPDATE refunds_livecredit SET refund_id = refund_id": "never given to another",
    "INSERT INTO refunds_refundrun (method, pay_on, input_by, processing_on, chosen_by_id, chosen_at, run_id) "
    "SELECT method, pay_on, input_by, processing_on, 1, now(), (SELECT max(id) FROM runs_run) FROM refunds_refundrun; "
    "INSERT INTO refunds_chosenrefund (refund_run_id, refund_id, run_id) "
    "SELECT (SELECT max(id) FROM refunds_refundrun), refund_id, run_id FROM refunds_chosenrefund": "in that run, and in no other",
    "DELETE FROM refunds_refundend": "permission denied",
    "UPDATE refunds_refundverdict SET what = 'discarded'": "permission denied",
}  # fmt: skip


@pytest.mark.parametrize("statement", BY_HAND)
def test_nothing_lets_a_refund_be_paid_twice_by_hand(ada: Customer, statement: str) -> None:
    approved(ada)
    release(choose())
    with pytest.raises(DatabaseError, match=BY_HAND[statement]), connection.cursor() as cursor:
        cursor.execute(statement)
    the_books_agree()


def test_money_received_is_paid_back_by_one_refund_says_the_database(ada: Customer) -> None:
    approved(ada)
    insert = (
        "INSERT INTO refunds_refundedcredit (refund_id, item_id, amount_pence, run_id) "
        "SELECT refund_id + 1, item_id, amount_pence, run_id FROM refunds_refundedcredit"
    )
    with pytest.raises(IntegrityError, match="paid back by one refund"), connection.cursor() as cursor:
        cursor.execute(insert)


def test_two_who_release_at_once_release_once(ada: Customer) -> None:
    approved(ada)
    chosen = choose()
    people = [somebody("senior", f"senior.{n}") for n in range(3)]
    said: list[str] = []

    def let_go(by: Actor) -> None:
        try:
            release(chosen, by)
            said.append("released")
        except RunReleasedAlready:
            said.append("already")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=let_go, args=[one]) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["already", "already", "released"]
    assert Expected.objects.count() == 1
    the_books_agree()


def test_what_may_not_go_any_longer_stops_the_run_in_words_that_tell_nothing(ada: Customer) -> None:
    refund = approved(ada)
    chosen = choose()
    raise_concern(request=refund.request_id, words="Cash, then a refund", **now(somebody("assistant")))
    with pytest.raises(NoLongerHolds, match="The checks before payment are not finished"):
        release(chosen)
    assert not RefundVerdict.objects.exists()
    assert LiveRefund.objects.exists()


def test_a_run_whose_day_at_bacs_is_past_is_not_released(ada: Customer) -> None:
    approved(ada)
    chosen = choose()
    assert chosen.refund_run
    with pytest.raises(TooLateToPay, match="23 November 2026"):
        release_refunds(refund_run=chosen.refund_run, **now(somebody("senior"), PAY_ON))


@pytest.mark.parametrize(
    ("change", "control"),
    [
        ("UPDATE refunds_refund SET amount_pence = 39", "Refunds"),
        ("UPDATE refunds_refundedcredit SET amount_pence = 39", "Refunds"),
        ("UPDATE refunds_refund SET customer_id = (SELECT max(id) FROM customers_customer)", "Refunds"),
        ("DELETE FROM refunds_liverefund", "Refund runs"),
        ("UPDATE receipting_expected SET amount_pence = -39 WHERE words LIKE 'REFUND%'", "Refund runs"),
        ("UPDATE ledger_posting SET amount_pence = 39 WHERE journal_id = (SELECT journal_id FROM refunds_refund)", "Refunds on their way"),
    ],
)  # fmt: skip
def test_the_controls_notice_what_is_done_behind_the_books_back(
    ada: Customer, morag: Actor, tmp_path: Path, as_superuser: psycopg.Connection, change: str, control: str
) -> None:
    from refunds.refunding import overpaid

    overpaid(tmp_path, morag, name="Basil Budd", account="")
    approved(ada)
    release(choose())
    the_books_agree()
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute(change)
    assert control in [one.name for one in check_books().disagreeing]
