"""What may still be settled in another way is not written off; where a part of it alone is disputed, the rest is."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from crediting import somebody
from direct_debit.paying import by_phone, lodged
from piperoll.customers.add_customer import add_customer
from piperoll.customers.add_member import add_member
from piperoll.customers.details import Details
from piperoll.customers.models import Customer
from piperoll.direct_debit.notify_collections import notify_collections
from piperoll.direct_debit.set_up_mandate import set_up_mandate
from piperoll.documents.load_templates import load_templates
from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receivables.models import WriteOff
from piperoll.safeguards.raise_flag import FlagTold, raise_flag
from piperoll.safeguards.release_hold import release_hold
from piperoll.write_offs.checking import NoFlagSaysSo, NotToBeWrittenOff
from piperoll.write_offs.writing_off import MovedOn
from refunds.refunding import approves, now, the_books_agree
from safeguards.people import hold
from the_day import MONDAY, ask, bank, bill, charge, paid, statement
from transfers.moving_money import open_of
from write_offs.losing import LATER, invoices_of, lost_pence, writes_off


def disputes(by: Actor, customer: Customer, number: str, **more: Any) -> int:
    """They dispute an invoice, or a part of it."""
    (row,) = ask("SELECT id FROM billing_invoice WHERE number = %(n)s", n=number)
    return hold(by, customer.pk, "dispute", days=300, invoice_id=row.id, invoice_number=number, **more)


def test_a_disputed_sum_stays_and_the_rest_is_written_off(basil: Customer, morag: Actor) -> None:
    first, _ = invoices_of(basil)
    held = disputes(morag, basil, first, amount_pence=10_00)
    assert writes_off(basil).pence == 45_00
    assert (open_of(basil), lost_pence()) == ([("instalment", 10_00)], 45_00)
    with pytest.raises(NotToBeWrittenOff, match="disputed"):
        writes_off(basil)
    release_hold(hold=held, reason="Settled", **now(morag, LATER))
    assert writes_off(basil).pence == 10_00
    the_books_agree()


def test_a_disputed_invoice_stops_itself_alone(basil: Customer, morag: Actor) -> None:
    first, second = invoices_of(basil)
    disputes(morag, basil, first)
    with pytest.raises(NotToBeWrittenOff, match=f"{first} cannot"):
        writes_off(basil)
    assert writes_off(basil, invoices=[second]).pence == 25_00


def test_what_is_disputed_after_it_was_asked_for_is_not_written_off(basil: Customer, morag: Actor) -> None:
    ask("UPDATE authority_limit SET alone = '{}' WHERE act = 'write_off' RETURNING id")
    first, _ = invoices_of(basil)
    asked = writes_off(basil)
    disputes(morag, basil, first, amount_pence=5_00)
    with pytest.raises(MovedOn, match=r"£25\.00 left"):
        approves(asked.request, somebody("senior"), on=LATER)
    assert not WriteOff.objects.exists()


def test_what_a_payer_was_told_will_be_collected_is_not_lost(basil: Customer, morag: Actor) -> None:
    load_templates(**now(morag, LATER))
    made = set_up_mandate(customer=basil.pk, told=by_phone(account_name=basil.name), **now(morag, LATER))
    lodged(made.mandate, LATER)
    notify_collections(**now(morag, LATER))
    with pytest.raises(NotToBeWrittenOff, match="told that Direct Debit takes it"):
        writes_off(basil)


def test_money_in_suspense_that_may_be_theirs_is_looked_into_first(
    basil: Customer, morag: Actor, tmp_path: Path
) -> None:
    bill(tmp_path, morag, charge("N", "30.00", name="Nell Nash"), name="n.csv")
    bank(tmp_path, morag, statement(paid("30.00", "BUDD TRADE WASTE", "B BUDD")))
    allocate_receipts(**now(morag, LATER))
    with pytest.raises(NotToBeWrittenOff, match="in suspense may be theirs"):
        writes_off(basil)


def test_one_of_two_who_owe_together_is_reason_for_neither(morag: Actor, tmp_path: Path) -> None:
    told = {"on": MONDAY, "at": now(morag)["at"], "by": morag}
    where = {"address": "5 Quay Street\nAnytown", "postcode": "AN1 2AB"}
    both, one, other = (
        add_customer(details=Details(name=name, kind=kind, **where), **told).customer
        for name, kind in (("Mr and Mrs Crane", "joint"), ("Mr Cyril Crane", "person"), ("Mrs Edith Crane", "person"))
    )
    for member in (one, other):
        add_member(account=both, member=member, **told)
    joint = Customer.objects.get(pk=both)
    bill(tmp_path, morag, charge("J", "30.00", customer_ref=joint.reference, name=joint.name), name="j.csv")
    gone = FlagTold("gone_away", "Post came back twice", LATER + timedelta(30), happened_on=date(2026, 12, 1))
    raise_flag(customer=one, told=gone, **now(morag, LATER))
    with pytest.raises(NoFlagSaysSo, match=Customer.objects.get(pk=other).reference):
        writes_off(joint, reason="gone_away")
    raise_flag(customer=other, told=gone, **now(morag, LATER))
    assert writes_off(joint, reason="gone_away").state == "approved"
    the_books_agree()
