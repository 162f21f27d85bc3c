"""Released by somebody else, once, with everything asked again; and the books agree after every step."""

from __future__ import annotations

import threading
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, connections

from bacs.collecting import DUE_ON, INPUT_ON, a_payer, at, choose, lodge, release, tell
from piperoll.bacs.models import Collection, CollectionEnd, CollectionRun, Exclusion, LiveItem, Verdict
from piperoll.bacs.release_collection import (
    NothingLeftToCollect,
    OwnCollection,
    ReleasedAlready,
    TooLateToRelease,
)  # fmt: skip
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receivables.models import Item, ItemBalance
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.checking_seals import check_chain
from the_day import bank, paid, statement


@pytest.fixture
def chosen(olive: Actor, oscar: Actor, tmp_path: Path) -> CollectionRun:
    """Two payers' bills chosen for the day they are due."""
    a_payer(tmp_path, olive, "120.50", "4.50")
    a_payer(tmp_path, olive, "45.00", name="Basil Budd")
    lodge(olive)
    tell(olive)
    choose(olive)
    return CollectionRun.objects.get()


def the_books_agree() -> None:
    assert [str(control) for control in check_books().disagreeing] == []


def test_released_money_is_on_the_accounts_on_its_way_and_clears_itself_at_the_bank(
    chosen: CollectionRun, olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    the_books_agree()
    done = release(chosen.pk, oscar)
    assert (done.collections, done.pence, done.dropped) == (2, 170_00, 0)
    credits = Item.objects.filter(kind="collection").order_by("id")
    assert [(item.amount_pence, item.effective_on) for item in credits] == [(-125_00, DUE_ON), (-45_00, DUE_ON)]
    assert not ItemBalance.objects.exclude(open_pence=0).exists()
    the_books_agree()
    bank(tmp_path, olive, statement(paid("170.00", f"BACS DD RUN {chosen.pk}", on=DUE_ON), on=DUE_ON))
    assert allocate_receipts(on=DUE_ON, at=at(DUE_ON), by=olive).expected == 1
    the_books_agree()
    assert check_chain().agrees


def test_nobody_releases_what_they_chose_says_the_verb_and_the_database(
    chosen: CollectionRun, olive: Actor, oscar: Actor
) -> None:
    with pytest.raises(OwnCollection, match="somebody else must look at it"):
        release(chosen.pk, olive)
    insert = (
        "INSERT INTO bacs_verdict (collection_run_id, what, by_id, chosen_by_id, reason, at, run_id) "
        "SELECT id, 'released', %s, %s, '', now(), run_id FROM bacs_collectionrun"
    )
    with pytest.raises(IntegrityError, match="nobody_releases_their_own"), connection.cursor() as cursor:
        cursor.execute(insert, [olive.user_id, olive.user_id])
    with pytest.raises(IntegrityError, match="verdict_names_the_chooser"), connection.cursor() as cursor:
        cursor.execute(insert, [olive.user_id, oscar.user_id])  # another chooser than the true one
    assert not Verdict.objects.exists()


def test_an_instalment_is_in_one_live_collection_says_the_database(chosen: CollectionRun) -> None:
    with pytest.raises(IntegrityError, match="bacs_liveitem_pkey"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO bacs_liveitem (item_id, collection_id) SELECT item_id, collection_id FROM bacs_liveitem"
        )


BY_HAND = {
    "DELETE FROM bacs_liveitem": "is held until its collection ends",
    "UPDATE bacs_liveitem SET collection_id = collection_id": "never given to another collection",
    "INSERT INTO bacs_collectionitem (collection_id, item_id, amount_pence, run_id) "
    "SELECT (SELECT max(collection_id) FROM bacs_collectionitem WHERE collection_id <> i.collection_id), item_id, amount_pence, run_id "
    "FROM bacs_collectionitem i ORDER BY collection_id LIMIT 1": "held by its collection, and by no other",
    "DELETE FROM bacs_verdict": "permission denied",
    "UPDATE bacs_verdict SET by_id = by_id": "permission denied",
    "DELETE FROM bacs_collectionend": "permission denied",
}  # fmt: skip


@pytest.mark.parametrize("statement", BY_HAND)
@pytest.mark.parametrize("is_released", [False, True], ids=["chosen", "released"])
def test_nothing_frees_an_instalment_by_hand_while_a_collection_holds_it(
    chosen: CollectionRun, oscar: Actor, statement: str, is_released: bool
) -> None:
    if is_released:
        release(chosen.pk, oscar)
    held = LiveItem.objects.count()
    with pytest.raises(DatabaseError, match=BY_HAND[statement]), connection.cursor() as cursor:
        cursor.execute(statement)
    assert LiveItem.objects.count() == held > 1


def test_two_who_release_at_once_release_once(chosen: CollectionRun, oscar: Actor) -> None:
    said: list[str] = []

    def let_go() -> None:
        try:
            release(chosen.pk, oscar)
            said.append("released")
        except ReleasedAlready:
            said.append("already")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=let_go) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["already", "already", "released"]
    assert Item.objects.filter(kind="collection").count() == 2
    the_books_agree()


def test_what_was_paid_since_is_dropped_and_the_rest_goes(
    chosen: CollectionRun, olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    number = Item.objects.get(amount_pence=45_00).reference
    bank(tmp_path, olive, statement(paid("45.00", f"BUDD {number}", "BASIL BUDD", on=INPUT_ON), on=INPUT_ON))
    allocate_receipts(on=INPUT_ON, at=at(INPUT_ON), by=olive)
    done = release(chosen.pk, oscar)
    assert (done.collections, done.pence, done.dropped) == (1, 125_00, 1)
    end = CollectionEnd.objects.get()
    assert (end.what, end.reason[:29]) == ("dropped", "What it pays was paid or cred")
    assert LiveItem.objects.count() == 2
    the_books_agree()


def test_what_money_in_suspense_may_have_paid_is_neither_chosen_nor_let_go(
    chosen: CollectionRun, olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    """Seven pounds with a customer's reference are no bill of theirs: a suggestion, not a placement."""
    basil = Customer.objects.get(name="Basil Budd").reference
    bank(tmp_path, olive, statement(paid("7.00", basil, on=INPUT_ON), on=INPUT_ON))
    allocate_receipts(on=INPUT_ON, at=at(INPUT_ON), by=olive)
    done = release(chosen.pk, oscar)
    assert (done.collections, done.pence, done.dropped) == (1, 125_00, 1)
    assert "in suspense may be theirs: place it first" in CollectionEnd.objects.get().reason
    choose(olive)
    left_out = Exclusion.objects.get()
    assert (left_out.why, left_out.amount_pence) == ("suspense", 45_00)
    the_books_agree()


def test_a_run_of_which_nothing_is_left_or_whose_day_is_past_is_not_released(
    chosen: CollectionRun, olive: Actor, oscar: Actor, as_owner: psycopg.Connection
) -> None:
    with pytest.raises(TooLateToRelease, match="had to be at Bacs by 17 December 2026"):
        release(chosen.pk, oscar, on=DUE_ON)
    as_owner.execute("UPDATE direct_debit_standing SET state = 'cancelled'")
    with pytest.raises(NothingLeftToCollect):
        release(chosen.pk, oscar)
    assert not CollectionEnd.objects.exists()
    assert Collection.objects.count() == 2
