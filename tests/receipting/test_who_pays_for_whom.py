"""Who pays for whom: somebody who acts for a customer is known by name, and who pays for anybody has no habit."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from piperoll.billing.models import Invoice
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import plain_pounds
from piperoll.receipting.allocate_receipts import Allocated, allocate_receipts
from piperoll.receipting.matching.book import PAYS_FOR_ANYBODY, Book
from piperoll.receipting.matching.facts import PayerHabit
from piperoll.receipting.news import NEW
from piperoll.receipting.undo_placements import undo_placements
from piperoll.safeguards.end_representative import end_representative
from receipting.remitting import SHOWN, listed, remit
from receipting.test_news import newest_reasons
from safeguards.people import represent
from the_day import MONDAY, MORNING, ask, bank, bill, charge, paid, statement

BEFORE = MONDAY - timedelta(days=9)
DAUGHTER, THEIR_BANK = "Bryony Linnet", "20295963748472"


def allocate(by: Actor, hours: int = 0) -> Allocated:
    return allocate_receipts(on=MONDAY, at=MORNING + timedelta(hours=hours), by=by)


def habits() -> int:
    return int(ask("SELECT count(*) AS many FROM customers_payeraccount")[0].many)


def test_somebody_who_acts_for_a_customer_is_news_to_what_waits(manager: Actor, tmp_path: Path) -> None:
    bill(
        tmp_path,
        manager,
        charge("A", "61.00", name="Ada Lovegrove", address_1="2 Vinegar Lane"),
        charge("B", "14.00", name="Ben Quince", address_1="3 Vinegar Lane"),
    )
    bank(tmp_path, manager, statement(paid("61.00", "THANK YOU", "B LINNET")))
    assert allocate(manager, -1).allocated == 0
    ada = Customer.objects.get(name="Ada Lovegrove")
    represent(manager, ada.pk, "attorney", name=DAUGHTER)
    done = allocate(manager, 1)
    assert done.allocated + done.suggested == 1
    said = newest_reasons()
    assert said[0].startswith(NEW)
    assert f"somebody was added who acts for {ada.reference}" in said[0]
    assert "somebody who acts for them pays (B LINNET)" in " ".join(said)


def test_whoever_acted_and_does_not_any_more_is_nobody(manager: Actor, tmp_path: Path) -> None:
    bill(tmp_path, manager, charge("A", "61.00", name="Ada Lovegrove", address_1="2 Vinegar Lane"))
    number = represent(manager, Customer.objects.get().pk, "attorney", name=DAUGHTER, on=BEFORE, proof_seen_on=BEFORE)
    end_representative(
        representative=number, reason="Gave it up", on=MONDAY, at=MORNING, by=manager
    )  # fmt: skip
    bank(tmp_path, manager, statement(paid("61.00", "THANK YOU", "B LINNET")))
    done = allocate(manager)
    assert (done.allocated, done.suggested) == (0, 0)


def test_who_pays_by_a_list_has_no_habit(manager: Actor, tmp_path: Path) -> None:
    names = ("Ada Lovegrove", "Ben Bramble", "Cal Quince")
    bill(
        tmp_path, manager, *(charge(name, f"1{n}.00", name=name, address_1=f"{n} Lane") for n, name in enumerate(names))
    )
    found = Invoice.objects.select_related("customer").order_by("id")
    remit(
        tmp_path, manager, listed(*((i.number, i.customer.name, plain_pounds(i.gross_pence)) for i in found)), "33.00"
    )
    bank(tmp_path, manager, statement(paid("33.00", "BACS CREDIT", SHOWN, account=THEIR_BANK)))
    done = allocate(manager)
    assert (done.allocated, habits()) == (1, 0)
    undo_placements(of_run=done.run, reason="Another look", on=MONDAY, at=MORNING, by=manager)
    assert habits() == 0


@pytest.mark.parametrize("many", [PAYS_FOR_ANYBODY, PAYS_FOR_ANYBODY + 1])
def test_an_account_that_paid_for_many_says_nothing_of_the_next(many: int, manager: Actor, tmp_path: Path) -> None:
    """Each by its own reference, and then one without: known from the few, never from among the many."""
    rows = [
        charge(f"D{n}", f"{20 + n}.00", name=f"Dee {'ABCDEFGHIJ'[n]}xley", address_1=f"{n} Lane") for n in range(many)
    ]
    bill(tmp_path, manager, *rows)
    lines = [
        paid(plain_pounds(one.gross_pence), one.number, "BULK PAYER", account=THEIR_BANK)
        for one in Invoice.objects.order_by("id")
    ]
    bank(tmp_path, manager, statement(*lines))
    assert allocate(manager, 1).allocated == many
    assert habits() == many
    bill(tmp_path, manager, charge("LAST", "77.00", name="Dee Axley", address_1="0 Lane"), name="last.csv")
    closing = plain_pounds(1000_00 + sum(line.amount_pence for line in lines))
    last = statement(
        paid("77.00", "PAYMENT", "BULK PAYER", account=THEIR_BANK), opening=closing, on=MONDAY + timedelta(days=1)
    )
    bank(tmp_path, manager, last, name="last.xml")
    allocate(manager, 2)
    known = "bank account has paid for this customer before" in " ".join(newest_reasons())
    assert known == (many <= PAYS_FOR_ANYBODY)


def test_the_engine_knows_no_habit_of_who_pays_for_anybody() -> None:
    book = Book(())
    book.add(habits=[PayerHabit("few", n) for n in range(PAYS_FOR_ANYBODY)])
    book.add(habits=[PayerHabit("many", n) for n in range(PAYS_FOR_ANYBODY + 1)])
    assert len(book.habits_of("few")) == PAYS_FOR_ANYBODY
    assert book.habits_of("many") == []
