"""A signed paper begins a debt's six years again while they run; it brings nothing back, and binds only its signer, where
a payment by one binds all."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from arrangements.arranging import comes
from crediting import somebody
from piperoll.customers.models import Customer, JointMember
from piperoll.foundations.actors import Actor
from piperoll.receivables.models import Item
from piperoll.write_offs import checking
from piperoll.write_offs.limitation import counts, last_days, running_out
from piperoll.write_offs.record_acknowledgement import (
    AcknowledgementRecorded,
    BindsOnlyTheSigner,
    NothingAcknowledged,
    NotLiable,
    OutOfTimeAlready,
    SignedLater,
    record_acknowledgement,
)
from refunds.refunding import now
from safeguards.people import somebody as somebody_new
from the_day import MONDAY, ask
from write_offs.losing import invoices_of

DUE = date(2026, 12, 21)
LAST = date(2032, 12, 21)
SIGNED = date(2030, 6, 1)


def signs(customer: Customer, *, signed_on: date = SIGNED, on: date = SIGNED, **more: Any) -> AcknowledgementRecorded:
    """They write that they owe it."""
    told = {"signed_by": "Basil Budd", "paper": "Letter, scan 4471", "signed_on": signed_on} | more
    return record_acknowledgement(customer=customer.reference, **told, **now(somebody("officer"), on))


def test_the_six_years_begin_again_for_what_it_names(basil: Customer) -> None:
    first, _ = invoices_of(basil)
    assert signs(basil, invoices=[first]).last_day == date(2036, 6, 1)
    near = running_out(LAST - timedelta(80), most=9)
    assert [(row.reference, row.last_day, row.within) for row in near] == [(invoices_of(basil)[1], LAST, 3)]


def test_alerts_at_twelve_six_and_three_months_and_when_it_is_over(basil: Customer) -> None:
    for before, told in ((400, []), (300, [12, 12]), (150, [6, 6]), (80, [3, 3]), (0, [3, 3]), (-1, [0, 0])):
        assert [row.within for row in running_out(LAST - timedelta(before), most=9)] == told
    row = counts(LAST - timedelta(80))
    assert (row.over, row.in_3, row.in_6, row.in_12, row.in_12_pence) == (0, 2, 2, 2, 55_00)


def test_nothing_brings_back_what_is_over_and_nobody_binds_another(basil: Customer, cora: Customer) -> None:
    late = LAST + timedelta(1)
    with pytest.raises(OutOfTimeAlready, match="21 December 2032"):
        signs(basil, signed_on=late, on=late)
    with pytest.raises(SignedLater):
        signs(basil, signed_on=SIGNED + timedelta(1))
    with pytest.raises(NothingAcknowledged):
        signs(basil, invoices=invoices_of(cora))
    Customer.objects.filter(pk=cora.pk).update(kind="joint")
    with pytest.raises(BindsOnlyTheSigner):
        signs(cora)
    assert ask("SELECT FROM write_offs_acknowledgement") == []


def test_care_charges_end_as_if_there_were_no_paper(basil: Customer, as_superuser: Any) -> None:
    signs(basil)
    invoice = ask("SELECT id FROM billing_invoice ORDER BY id LIMIT 1")[0].id
    run = ask("SELECT max(id) AS id FROM runs_run")[0].id
    as_superuser.execute(
        "INSERT INTO billing_carebilled (customer_id, bearer_id, week_starts_on, place, net_pence, invoice_id, run_id) "
        "VALUES (%s, %s, '2026-11-02', 1, 3000, %s, %s)", (basil.pk, basil.pk, invoice, run),
    )  # fmt: skip
    days = sorted(row.last_day for row in running_out(LAST - timedelta(1), months=60, most=9))
    assert days == [LAST, date(2036, 6, 1)]


@pytest.fixture
def both(basil: Customer, cora: Customer, manager: Actor) -> Customer:
    """What was Basil's is owed by two people together."""
    Customer.objects.filter(pk=basil.pk).update(kind="joint")
    for name in ("Mr Cyril Crane", "Mrs Edith Crane"):
        one = somebody_new(manager, name)
        JointMember.objects.create(account=basil, member_id=one, valid_from=MONDAY)
    return Customer.objects.get(pk=basil.pk)


def called(name: str) -> Customer:
    return Customer.objects.get(name=name)


def against(customer: Customer) -> dict[str, date]:
    """The last day of the first debt against each who owes it."""
    item = Item.objects.filter(customer=customer, kind="instalment").earliest("id").pk
    return {
        name: last_days([item], member=called(name).pk)[0].last_day for name in ("Mr Cyril Crane", "Mrs Edith Crane")
    }


def test_a_paper_by_one_of_two_binds_that_one_alone(both: Customer, cora: Customer) -> None:
    with pytest.raises(BindsOnlyTheSigner, match="Mr Cyril Crane"):
        signs(both)
    with pytest.raises(NotLiable):
        signs(both, member=cora.reference)
    done = signs(both, member=called("Mr Cyril Crane").reference)
    assert (done.last_day, done.member) == (date(2036, 6, 1), "Mr Cyril Crane")
    assert against(both) == {"Mr Cyril Crane": date(2036, 6, 1), "Mrs Edith Crane": LAST}
    first = running_out(LAST - timedelta(80), most=9)[0]
    assert (first.last_day, first.longer) == (LAST, "Mr Cyril Crane until 1 June 2036")
    signs(both, member=called("Mrs Edith Crane").reference, signed_on=SIGNED - timedelta(1))
    theirs = {row.last_day for row in running_out(LAST, months=60, most=9) if row.customer_reference == both.reference}
    assert theirs == {date(2036, 5, 31)}


def test_who_signed_can_be_sued_when_the_other_cannot_and_so_it_is_not_out_of_time(both: Customer) -> None:
    signs(both, member=called("Mr Cyril Crane").reference)
    late = LAST + timedelta(1)
    with pytest.raises(OutOfTimeAlready, match="21 December 2032"):
        signs(both, member=called("Mrs Edith Crane").reference, signed_on=late, on=late)
    items = [row.item_id for row in last_days(list(Item.objects.filter(customer=both).values_list("pk", flat=True)))]
    rows = checking.sql.facts(items=items, on=late, besides=0)
    assert {row.last_day for row in rows} == {date(2036, 6, 1)}


def test_a_payment_by_one_binds_both(both: Customer, manager: Actor, tmp_path: Path) -> None:
    comes(tmp_path, manager, both, "5.00", date(2027, 2, 1))
    assert set(against(both).values()) == {date(2033, 2, 1)}
