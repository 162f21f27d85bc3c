"""Two accounts of one person read as one from a day on: everywhere, without moving a penny, and only so far as known."""

from __future__ import annotations

import random
import threading
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections, transaction
from django.db.utils import IntegrityError

from piperoll.billing import queries as billing
from piperoll.customers.change_customer import MergedAway, change_customer, details_of
from piperoll.customers.merge_customers import (
    KeptForOthers,
    MergedAlready,
    MergedBeforeThat,
    NoReasonToMerge,
    SameCustomer,
    StandsInAnotherMerge,
    merge_customers,
)
from piperoll.customers.models import Alias, Customer
from piperoll.customers.queries import NoSuchCustomer, search
from piperoll.customers.unmerge_customers import NotMerged, unmerge_customers
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.receipting import queries as receipting
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.place_receipt import place_receipt
from piperoll.receivables.queries import AsAt, standing
from piperoll.reconciliation.check_books import check_books
from piperoll.reporting.aged_debt import aged_customers, aged_debt
from piperoll.runs.running import DayToCome
from piperoll.suspense import queries as looking
from the_day import MONDAY, MORNING, ask, bank, bill, charge, paid, statement

TUESDAY, SUNDAY = MONDAY + timedelta(days=1), MONDAY - timedelta(days=1)
LATER = MORNING + timedelta(hours=1)
GWEN = {"name": "Gwendolyn Pugh", "address_1": "1 Vinegar Lane", "postcode": "AN1 1AA"}
MRS_PUGH = {"name": "Mrs G Achterberg", "address_1": "2 Brine Street", "postcode": "AN1 2AB"}
THIRD = {"name": "Kwabena Osei", "address_1": "3 Brine Street", "postcode": "AN1 2AB"}


@pytest.fixture
def billed(manager: Actor, tmp_path: Path) -> Actor:
    """Three customers: £60, £25 and £10."""
    bill(
        tmp_path,
        manager,
        charge("A1", "60.00", **GWEN),
        charge("B1", "25.00", **MRS_PUGH),
        charge("C1", "10.00", **THIRD),
    )
    return manager


def one(name: str) -> int:
    return Customer.objects.get(name=name).pk


def gwen() -> int:
    return one("Gwendolyn Pugh")


def mrs_pugh() -> int:
    return one("Mrs G Achterberg")


def osei() -> int:
    return one("Kwabena Osei")


def merge(
    by: Actor, merged: int, kept: int, *, on: date = MONDAY, at: datetime = LATER, reason: str = "NI number"
) -> Any:
    return merge_customers(merged=merged, kept=kept, reason=reason, on=on, at=at, by=by)


def owed(customer: int, when: AsAt | None = None) -> int:
    return standing(customer, when or AsAt(MONDAY), most=50).balance.owed_pence


def test_balance_items_invoices_and_debts_to_pay_are_those_of_both(billed: Actor) -> None:
    merge(billed, mrs_pugh(), gwen())
    assert owed(gwen()) == 8500
    assert {item.open_pence for item in standing(gwen(), AsAt(MONDAY), most=50).items} == {6000, 2500}
    assert {row.gross_pence for row in billing.of_customer(gwen(), most=10)} == {6000, 2500}
    assert {row.open_pence for row in receipting.owed(gwen())} == {6000, 2500}
    assert check_books().agrees


def test_not_a_row_of_money_moves(billed: Actor) -> None:
    before = ask("SELECT i.*, b.open_pence FROM receivables_item i JOIN receivables_itembalance b ON b.item_id = i.id")
    merge(billed, mrs_pugh(), gwen())
    assert before == ask(
        "SELECT i.*, b.open_pence FROM receivables_item i JOIN receivables_itembalance b ON b.item_id = i.id"
    )


def test_a_day_before_it_counts_and_a_moment_before_it_was_known_still_show_two(billed: Actor) -> None:
    merge(billed, mrs_pugh(), gwen(), on=MONDAY, at=LATER)
    after = LATER + timedelta(hours=1)
    assert owed(gwen(), AsAt(MONDAY, after)) == 8500
    assert owed(gwen(), AsAt(MONDAY, MORNING)) == 6000, "not known yet"
    assert owed(gwen(), AsAt(SUNDAY, after)) == 0, "nothing was billed on Sunday"
    unmerge_customers(merged=mrs_pugh(), reason="two sisters", on=TUESDAY, at=LATER + timedelta(days=1), by=billed)
    much_later = LATER + timedelta(days=2)
    assert owed(gwen(), AsAt(MONDAY, much_later)) == 8500, "on Monday they were read as one"
    assert owed(gwen(), AsAt(TUESDAY, much_later)) == 6000
    assert owed(gwen()) == 6000


def test_aged_debt_counts_them_once_and_comes_to_the_same(billed: Actor) -> None:
    def rows(known_at: datetime) -> dict[str, int]:
        return {row.name: row.debt_pence for row in aged_customers(as_at=MONDAY, known_at=known_at)}

    merge(billed, mrs_pugh(), gwen())
    after = LATER + timedelta(hours=1)
    assert rows(MORNING) == {"Gwendolyn Pugh": 6000, "Mrs G Achterberg": 2500, "Kwabena Osei": 1000}
    assert rows(after) == {"Gwendolyn Pugh": 8500, "Kwabena Osei": 1000}
    assert sum(rows(after).values()) == aged_debt(as_at=MONDAY, known_at=after).total.debt_pence
    banded = aged_customers(as_at=MONDAY, known_at=after)
    assert [sum(row.pence) for row in banded] == [8500, 1000]


def test_search_finds_the_account_kept_by_either_name_or_reference(billed: Actor) -> None:
    kept, merged = (Customer.objects.get(pk=pk) for pk in (gwen(), mrs_pugh()))
    merge(billed, merged.pk, kept.pk)
    for words in ("Achterberg", merged.reference, "Pugh", kept.reference):
        found = search(words).customers
        assert [row.reference for row in found] == [kept.reference], words
    (row,) = search("Achterberg").customers
    assert row.also == f"Mrs G Achterberg, {merged.reference}"
    assert [row.reference for row in search("AN1").customers].count(kept.reference) == 1


def test_money_finds_either_by_name_by_reference_and_by_bank_account(billed: Actor, tmp_path: Path) -> None:
    """The payer writes the merged account's reference, or bears its name, and the sum is of an invoice of the other."""
    merged = Customer.objects.get(pk=mrs_pugh())
    merge(billed, merged.pk, gwen())
    bank(tmp_path, billed, statement(paid("60.00", merged.reference, payer="MRS G ACHTERBERG")))
    done = allocate_receipts(on=MONDAY, at=LATER, by=billed)
    (match,) = receipting.matches(looking.waiting().rows[0].receipt_id) if not done.allocated else (None,)
    assert done.allocated == 1, match
    assert [row.open_pence for row in receipting.owed(gwen())] == [2500]
    assert check_books().agrees


def test_one_payment_of_what_both_owe_is_placed_on_each_and_kept_apart(billed: Actor, tmp_path: Path) -> None:
    merge(billed, mrs_pugh(), gwen())
    bank(tmp_path, billed, statement(paid("90.00", "?", payer="SOMEBODY")))
    (waiting,) = looking.waiting().rows
    sums = {row.id: row.open_pence for row in receipting.owed(gwen())}
    place_receipt(
        receipt=waiting.receipt_id,
        customer=mrs_pugh(),
        allocations=sums,
        unapplied_pence=500,
        on=MONDAY,
        at=LATER,
        by=billed,
    )
    assert (owed(gwen()), standing(gwen(), AsAt(MONDAY), most=9).balance.credit_pence) == (0, 500)
    unmerge_customers(merged=mrs_pugh(), reason="two sisters", on=MONDAY, at=LATER + timedelta(hours=1), by=billed)
    assert owed(mrs_pugh()) == 0, "what was paid of her own stays paid"
    assert standing(mrs_pugh(), AsAt(MONDAY), most=9).balance.credit_pence == 0
    assert standing(gwen(), AsAt(MONDAY), most=9).balance.credit_pence == 500, "the rest was put on the account kept"
    assert check_books().agrees


def test_it_is_refused_without_a_reason_with_oneself_ahead_of_time_or_with_nobody(billed: Actor) -> None:
    for refusal, merged, kept, more in (
        (NoReasonToMerge, mrs_pugh(), gwen(), {"reason": "  "}),
        (SameCustomer, gwen(), gwen(), {}),
        (DayToCome, mrs_pugh(), gwen(), {"on": TUESDAY}),
        (NoSuchCustomer, 404, gwen(), {}),
        (NoSuchCustomer, gwen(), 404, {}),
    ):
        with pytest.raises(refusal):
            merge(billed, merged, kept, **more)  # type: ignore[arg-type]
    assert not Alias.objects.exists()


def test_merges_make_no_chain_and_twice_is_well(billed: Actor) -> None:
    merge(billed, mrs_pugh(), gwen())
    with pytest.raises(MergedAlready) as again:
        merge(billed, mrs_pugh(), gwen())
    assert again.value.exit_code == 0
    with pytest.raises(StandsInAnotherMerge):
        merge(billed, mrs_pugh(), osei())
    with pytest.raises(StandsInAnotherMerge):
        merge(billed, osei(), mrs_pugh())
    with pytest.raises(KeptForOthers):
        merge(billed, gwen(), osei())
    merge(billed, osei(), gwen())
    assert owed(gwen()) == 9500


def test_after_an_un_merge_the_next_counts_from_no_earlier(billed: Actor) -> None:
    merge(billed, mrs_pugh(), gwen())
    tuesday = LATER + timedelta(days=1)
    unmerge_customers(merged=mrs_pugh(), reason="two sisters", on=TUESDAY, at=tuesday, by=billed)
    with pytest.raises(MergedBeforeThat):
        merge(billed, gwen(), osei(), on=MONDAY, at=tuesday)
    merge(billed, mrs_pugh(), osei(), on=TUESDAY, at=tuesday + timedelta(minutes=1))
    assert owed(osei()) == 3500


@pytest.mark.parametrize(("merged", "kept"), [("b", "a"), ("b", "c"), ("c", "b"), ("a", "c"), ("a", "a")])
def test_the_database_itself_refuses_chains_cycles_and_selves(billed: Actor, merged: str, kept: str) -> None:
    ids = {"a": gwen(), "b": mrs_pugh(), "c": osei()}
    run = merge(billed, ids["b"], ids["a"]).run
    with pytest.raises(IntegrityError), transaction.atomic():
        Alias.objects.create(
            customer_id=ids[merged], kept_id=ids[kept], reason="x", effective_on=MONDAY, known_at=LATER, run_id=run
        )


def test_a_merge_is_not_edited_or_erased_even_by_the_owner(billed: Actor, as_owner: psycopg.Connection) -> None:
    merge(billed, mrs_pugh(), gwen())
    for statement_ in ("UPDATE customers_alias SET kept_id = customer_id", "DELETE FROM customers_alias"):
        with pytest.raises(psycopg.errors.RestrictViolation):
            as_owner.execute(statement_)


def test_two_at_once_never_make_a_chain(billed: Actor) -> None:
    """B into A and C into B, begun together: one of them is refused, whichever comes second."""
    refused: list[Exception] = []
    ready = threading.Barrier(2)
    pairs = [(mrs_pugh(), gwen()), (osei(), mrs_pugh())]

    def go(merged: int, kept: int) -> None:
        try:
            ready.wait(5)
            merge(billed, merged, kept)
        except Exception as fault:
            refused.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [type(fault) for fault in refused] in ([StandsInAnotherMerge], [KeptForOthers])
    assert Alias.objects.count() == 1


def test_who_is_merged_is_changed_under_the_account_kept(billed: Actor) -> None:
    merge(billed, mrs_pugh(), gwen())
    details = details_of(Customer.objects.get(pk=mrs_pugh()))
    with pytest.raises(MergedAway):
        change_customer(customer=mrs_pugh(), details=details, on=MONDAY, at=LATER, by=billed)


def test_who_may_not_merge_merges_nothing(billed: Actor) -> None:
    nobody = Actor(billed.user_id, billed.username, billed.name, "auditor", frozenset())
    with pytest.raises(NotPermitted):
        merge(nobody, mrs_pugh(), gwen())


def test_on_any_day_by_any_knowledge_it_agrees_with_a_slow_twin(manager: Actor, tmp_path: Path) -> None:
    """Random merges and un-merges of eight customers, asked of every day with every knowledge, against a plain list."""
    dice = random.Random(7)
    names = [f"Person {letter}" for letter in "ABCDEFGH"]
    bill(
        tmp_path,
        manager,
        *(charge(f"P{n}", f"{10 + n}.00", name=name, address_1=f"{n} Row") for n, name in enumerate(names)),
    )
    ids = [one(name) for name in names]
    own = {pk: owed(pk) for pk in ids}
    told: list[tuple[str, int, int, date, datetime]] = []
    for step in range(40):
        on, at = MONDAY + timedelta(days=step), LATER + timedelta(days=step)
        merged, kept = dice.sample(ids, 2)
        try:
            if dice.random() < 0.6:
                merge(manager, merged, kept, on=on, at=at)
                told.append(("merged", merged, kept, on, at))
            else:
                unmerge_customers(merged=merged, reason="no", on=on, at=at, by=manager)
                told.append(("apart", merged, 0, on, at))
        except (MergedAlready, StandsInAnotherMerge, KeptForOthers, NotMerged):
            continue

    def twin(customer: int, on: date, known_at: datetime) -> int:
        into: dict[int, int] = {}
        for what, merged, kept, day, at in told:
            if day <= on and at <= known_at:
                into.pop(merged, None)
                if what == "merged":
                    into[merged] = kept
        return sum(pence for pk, pence in own.items() if pk == customer or into.get(pk) == customer)

    assert len(told) > 10
    for _ in range(150):
        customer, days, moments = dice.choice(ids), dice.randrange(41), dice.randrange(41)
        on, at = MONDAY + timedelta(days=days), LATER + timedelta(days=moments)
        assert owed(customer, AsAt(on, at)) == twin(customer, on, at)
