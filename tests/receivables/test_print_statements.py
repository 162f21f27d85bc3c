"""Everybody's statements in one go, beside a slow twin that draws up one after another."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receivables.models import AccountStatement, Allocation, Item
from piperoll.receivables.print_statements import FolderClosed, NobodyMeant, StatementsPrinted, print_statements
from piperoll.receivables.queries import statement_runs
from the_day import MONDAY, MORNING, bank, bill, charge, paid, statement

SINCE = date(2026, 11, 1)


@pytest.fixture
def now(manager: Actor, tmp_path: Path) -> dict[str, Any]:
    """Twenty customers with random bills in two months; some paid, some too much."""
    dice, raised = Random(7), []
    for month, on in (("october", date(2026, 10, 5)), ("november", MONDAY)):
        rows = [
            charge(
                f"{month}{n}",
                f"{dice.randint(1, 90)}.{dice.randint(10, 99)}",
                name=f"Customer {n}",
                address_1=f"{n} Row",
            )
            for n in range(20)
        ]
        raised.append(bill(tmp_path, manager, *rows, on=on, name=f"{month}.csv"))
    numbers = [row.reference for row in Item.objects.order_by("id")]
    money = [paid(f"{dice.randint(1, 99)}.00", f"INV {number}") for number in numbers if dice.random() < 0.5]
    bank(tmp_path, manager, statement(*money))
    now = {"on": MONDAY, "at": MORNING, "by": manager}
    allocate_receipts(**now)
    return now


def drawn(now: dict[str, Any], **more: Any) -> StatementsPrinted:
    return print_statements(**{"since": SINCE, "until": MONDAY, **more}, **now)


def twin(customer: int) -> tuple[int, int, int, int, int]:
    """A statement's five sums, one obvious loop at a time."""
    opening = charged = credited = overdue = unused = 0
    for item in Item.objects.filter(customer_id=customer, effective_on__lte=MONDAY):
        if item.effective_on < SINCE:
            opening += item.amount_pence
        elif item.amount_pence > 0:
            charged += item.amount_pence
        else:
            credited -= item.amount_pence
        paid_of = sum(a.amount_pence for a in Allocation.objects.filter(debit_item=item))
        used_of = sum(a.amount_pence for a in Allocation.objects.filter(credit_item=item))
        if item.amount_pence > 0 and (item.due_on or item.effective_on) < MONDAY:
            overdue += item.amount_pence - paid_of
        if item.amount_pence < 0:
            unused += -item.amount_pence - used_of
    return opening, charged, credited, opening + charged - credited, max(overdue - unused, 0)


def test_the_set_agrees_with_the_slow_twin(now: dict[str, Any]) -> None:
    assert drawn(now, whom="moved").statements == 20
    for one in AccountStatement.objects.all():
        told = (one.opening_pence, one.charged_pence, one.credited_pence, one.closing_pence, one.overdue_pence)
        assert told == twin(one.customer_id)


def test_for_those_who_owe_and_the_same_day_again_is_the_same_run(now: dict[str, Any]) -> None:
    owing = sum(twin(c.pk)[3] > 0 for c in Customer.objects.all())
    first, again = drawn(now), drawn(now)
    assert (first.statements, first.already, again.run, again.already) == (owing, False, first.run, True)
    assert AccountStatement.objects.count() == owing
    (row,) = statement_runs(most=5)
    assert (row.statements, row.closing_pence) == (owing, first.closing_pence)


def test_files_are_written_once_and_the_missing_ones_again(now: dict[str, Any], tmp_path: Path) -> None:
    folder = tmp_path / "statements"
    first = drawn(now, folder=folder, workers=1)
    files = sorted(folder.glob("*.pdf"))
    assert first.written == first.statements == len(files)
    files[0].unlink()
    assert drawn(now, folder=folder, workers=1).written == 1


def test_what_cannot_be_is_said(now: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(NobodyMeant, match="owing, open, moved"):
        drawn(now, whom="cats")
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderClosed):
        drawn(now, folder=tmp_path / "file")
