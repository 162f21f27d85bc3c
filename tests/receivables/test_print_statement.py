"""A customer's statement: what was owed, billed, paid and is overdue, as known when it was drawn up, for ever."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from piperoll.billing.raise_invoices import raise_invoices
from piperoll.customers.merge_customers import merge_customers
from piperoll.customers.models import Customer
from piperoll.customers.reading import Reading
from piperoll.formats import feeder_csv
from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receivables.print_statement import StatementPrinted, print_statement, statement_pdf
from piperoll.receivables.queries import statements_of
from piperoll.receivables.statements import DaysBackwards, DaysToCome, statement_documents
from the_day import MONDAY, MORNING, bank, bill, charge, paid, statement

OCTOBER = date(2026, 10, 1)


@pytest.fixture
def now(manager: Actor) -> dict[str, Any]:
    return {"on": MONDAY, "at": MORNING, "by": manager}


@pytest.fixture
def ada(now: dict[str, Any], tmp_path: Path) -> Customer:
    """£60 billed in October, now overdue; £20 billed today; £25 paid today."""
    raised = bill(tmp_path, now["by"], charge("A", "60.00"), on=OCTOBER, name="october.csv")
    bill(tmp_path, now["by"], charge("B", "20.00"), name="november.csv")
    bank(tmp_path, now["by"], statement(paid("25.00", f"BIN {raised.first_number}")))
    allocate_receipts(**now)
    return Customer.objects.get()


def drawn(customer: Customer, now: dict[str, Any], **days: date) -> StatementPrinted:
    return print_statement(customer=customer.pk, **{"since": date(2026, 11, 1), "until": MONDAY, **days}, **now)


def test_a_statement_says_what_was_owed_billed_paid_and_is_overdue(ada: Customer, now: dict[str, Any]) -> None:
    made = drawn(ada, now)
    assert (made.opening_pence, made.charged_pence, made.credited_pence) == (6000, 2000, 2500)
    assert (made.closing_pence, made.overdue_pence) == (5500, 3500)
    assert made.pdf.startswith(b"%PDF-")
    (document,) = statement_documents([made.statement])
    assert sorted(m.amount_pence for m in document.movements) == [-2500, 2000]
    assert [one.open_pence for one in document.still_open] == [3500, 2000]
    assert document.recipient.address_lines == ("1 Brine Street", "AN1 2AB")


def test_it_is_the_same_bytes_again_whatever_happened_since(ada: Customer, now: dict[str, Any], tmp_path: Path) -> None:
    made = drawn(ada, now)
    later = now | {"at": MORNING + timedelta(hours=1)}
    file = tmp_path / "late.csv"
    file.write_text(feeder_csv.write([charge("C", "99.00")]))
    raise_invoices(feeder=file, **{**later, "on": OCTOBER})
    assert statement_pdf(made.statement, Reading())[1] == made.pdf
    assert drawn(ada, later).closing_pence == 5500 + 9900
    assert [row.closing_pence for row in statements_of(ada.pk, most=5)] == [15400, 5500]


def test_as_at_a_day_before(ada: Customer, now: dict[str, Any]) -> None:
    made = drawn(ada, now, since=date(2026, 9, 1), until=OCTOBER)
    assert (made.opening_pence, made.closing_pence, made.overdue_pence) == (0, 6000, 0)


def test_days_that_cannot_be_are_said(ada: Customer, now: dict[str, Any]) -> None:
    with pytest.raises(DaysBackwards, match="from 1 October 2026 to 1 September 2026"):
        drawn(ada, now, since=OCTOBER, until=date(2026, 9, 1))
    with pytest.raises(DaysToCome):
        drawn(ada, now, until=MONDAY + timedelta(days=1))


def test_somebody_with_nothing_gets_a_statement_of_nothing(now: dict[str, Any]) -> None:
    nobody = Customer.objects.create(reference="C1", kind="person", name="New One", created_at=MORNING)
    assert drawn(nobody, now).closing_pence == 0


def test_a_merged_account_is_on_the_statement_of_the_one_kept(
    ada: Customer, now: dict[str, Any], tmp_path: Path
) -> None:
    bill(tmp_path, now["by"], charge("Z", "7.00", name="Pickle and Sons", address_1="9 Row"), name="other.csv")
    other = Customer.objects.exclude(pk=ada.pk).get()
    merge_customers(kept=ada.pk, merged=other.pk, reason="the same firm", **now)
    made = drawn(ada, now)
    assert made.closing_pence == 5500 + 700
    (document,) = statement_documents([made.statement])
    assert sum(one.open_pence for one in document.still_open) == 6200
