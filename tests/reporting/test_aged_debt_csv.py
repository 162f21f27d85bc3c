"""The file opens in a spreadsheet and runs nothing there."""

from __future__ import annotations

import csv

import pytest

from piperoll.customers.models import Customer
from piperoll.reporting.aged_debt import aged_debt
from piperoll.reporting.aged_debt_csv import aged_debt_csv
from reporting.random_books import Books, Item, at, on


@pytest.mark.django_db
def test_every_customer_has_a_line_and_the_lines_add_up() -> None:
    Books([Item(0, 0, 1234, 0, 10, 0), Item(1, None, 50, 0, None, 0), Item(1, None, -20, 0, None, 0)]).write()
    Customer.objects.filter(reference="C0").update(name='=HYPERLINK("http://evil.example")')
    heading, *rows = csv.reader("".join(aged_debt_csv(as_at=on(50), known_at=at(50))).splitlines())
    assert heading[:4] == ["customer_ref", "customer", "not_due_pounds", "1_to_30_pounds"]
    told = {row[0]: dict(zip(heading, row, strict=True)) for row in rows}
    assert told["C0"]["customer"] == '\'=HYPERLINK("http://evil.example")'
    assert (told["C0"]["31_to_60_pounds"], told["C0"]["debt_pounds"]) == ("12.34", "12.34")
    assert (told["C1"]["debt_pounds"], told["C1"]["credit_pounds"], told["C1"]["as_at"]) == (
        "0.50",
        "0.20",
        "2019-02-20",
    )
    total = aged_debt(as_at=on(50), known_at=at(50)).total
    assert total.debt_pence == 1284
