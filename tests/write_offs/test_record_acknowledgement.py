"""A signed paper begins a debt's six years again while they run; it brings nothing back, and binds only its signer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from crediting import somebody
from piperoll.customers.models import Customer
from piperoll.write_offs.limitation import counts, running_out
from piperoll.write_offs.record_acknowledgement import (
    AcknowledgementRecorded,
    BindsOnlyTheSigner,
    NothingAcknowledged,
    OutOfTimeAlready,
    SignedLater,
    record_acknowledgement,
)
from refunds.refunding import now
from the_day import ask
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
