"""A receipt nobody could explain is explained by the run after the bill, the customer or the bank account was known."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import Allocated, allocate_receipts
from piperoll.receipting.news import NEW
from piperoll.receipting.place_receipt import place_receipt
from the_day import MONDAY, MORNING, ask, bank, bill, charge, paid, statement

HER_BANK = "20295963748472"


def allocate(by: Actor, hours: int) -> Allocated:
    return allocate_receipts(on=MONDAY, at=MORNING + timedelta(hours=hours), by=by)


def newest_reasons() -> list[str]:
    (row,) = ask("SELECT reasons::text AS reasons FROM receipting_match ORDER BY id DESC LIMIT 1")
    return list(json.loads(row.reasons))


def raise_at(folder: Path, by: Actor, hours: int, sum_: str, name: str, **more: str) -> str:
    """A bill known so many hours after the morning."""
    from piperoll.billing.raise_invoices import raise_invoices
    from piperoll.formats import feeder_csv

    file = folder / f"{name}-{hours}.csv"
    file.write_text(feeder_csv.write([charge(f"{name}-{hours}", sum_, name=name, **more)]))
    at = MORNING + timedelta(hours=hours)
    return raise_invoices(feeder=file, on=MONDAY, at=at, by=by, looked_at="A test's own").first_number or ""


def test_a_new_customer_and_bill_explain_what_waited(manager: Actor, tmp_path: Path) -> None:
    bank(tmp_path, manager, statement(paid("61.00", "BIN", "ADA LOVEGROVE"), paid("7.00", "WHO KNOWS", "N BODY")))
    assert allocate(manager, 1).suspense == 2
    number = raise_at(tmp_path, manager, 2, "61.00", "Ada Lovegrove", address_1="2 Vinegar Lane")
    done = allocate(manager, 3)
    assert (done.allocated + done.suggested, done.suspense) == (1, 1)
    said = newest_reasons()
    assert said[0].startswith(NEW + "customer ")
    assert f"invoice {number} was raised" in said[0]
    before = ask("SELECT count(*) AS n FROM receipting_match")[0].n
    allocate(manager, 4)
    assert ask("SELECT count(*) AS n FROM receipting_match")[0].n == before
    assert newest_reasons() == said


def test_a_bank_account_that_paid_since_explains_what_waited(manager: Actor, tmp_path: Path) -> None:
    bill(tmp_path, manager, charge("A", "40.00", name="Ada Lovegrove"), charge("B", "33.00", name="Ada Lovegrove"))
    first, second = (
        paid("40.00", "THANKS", "MISS X", account=HER_BANK), paid("33.00", "THANKS", "MISS X", account=HER_BANK)
    )  # fmt: skip
    bank(tmp_path, manager, statement(first, second))
    assert allocate(manager, 1).suspense == 2
    receipt = ask("SELECT receipt_id FROM receipting_suspense WHERE open_pence = 4000")[0].receipt_id
    item = ask("SELECT item_id, customer_id FROM receivables_itembalance WHERE open_pence = 4000")[0]
    place_receipt(
        receipt=receipt, customer=item.customer_id, allocations={item.item_id: 4000}, on=MONDAY,
        at=MORNING + timedelta(hours=2), by=manager,
    )  # fmt: skip
    done = allocate(manager, 3)
    assert done.allocated + done.suggested == 1
    assert newest_reasons()[0].startswith(NEW + "this bank account paid for ")


def test_what_was_not_looked_at_before_has_no_news(manager: Actor, tmp_path: Path) -> None:
    number = bill(tmp_path, manager, charge("A", "120.00")).first_number
    bank(tmp_path, manager, statement(paid("120.00", f"PICKLE {number}", "PICKLE AND SONS")))
    assert allocate(manager, 1).allocated == 1
    assert not newest_reasons()[0].startswith(NEW)
