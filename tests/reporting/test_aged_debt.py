"""Aged debt says what one would find reading every item by hand, as at any day and as known at any moment."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from piperoll.council.models import Service
from piperoll.customers.models import Customer
from piperoll.receivables.queries import AsAt, standing
from piperoll.reporting.aged_debt import NoSuchService, aged_customers, aged_debt, service_coded
from piperoll.reporting.rules import BANDS
from reporting.random_books import Books, at, books, days, on

pytestmark = pytest.mark.django_db
any_books = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def report(as_at: date, known_at: datetime) -> Counter[tuple[str, int]]:
    """The report in the twin's words."""
    said = aged_debt(as_at=as_at, known_at=known_at)
    found = Counter({(row.code, place): pence for row in said.services for place, pence in enumerate(row.pence)})
    found["credit", 0] = said.credit_pence
    return Counter({key: pence for key, pence in found.items() if pence})


@any_books
@given(books=books(), day=days, moment=days)
def test_the_report_is_its_slow_twin(db: None, books: Books, day: int, moment: int) -> None:
    with transaction.atomic():
        books.write()
        assert report(on(day), at(moment)) == books.aged(on(day), at(moment))
        transaction.set_rollback(True)


@any_books
@given(books=books(), day=days, moment=days)
def test_customers_add_up_to_the_report_and_to_their_own_accounts(
    db: None, books: Books, day: int, moment: int
) -> None:
    with transaction.atomic():
        books.write()
        asked = {"as_at": on(day), "known_at": at(moment)}
        whole, rows = aged_debt(**asked), aged_customers(**asked)
        assert [sum(row.pence[place] for row in rows) for place in range(len(BANDS))] == list(whole.total.pence)
        assert sum(row.credit_pence for row in rows) == whole.credit_pence
        assert rows == sorted(rows, key=lambda row: -row.debt_pence)
        for row in rows:
            customer = Customer.objects.get(reference=row.code)
            balance = standing(customer.pk, AsAt(on(day), at(moment)), most=50).balance
            assert (balance.owed_pence, balance.credit_pence) == (row.debt_pence, row.credit_pence)
            assert balance.overdue_pence == row.overdue_pence
        for service in Service.objects.all():
            of_service = aged_customers(**asked, service=service)
            in_report = next((row for row in whole.services if row.code == service.code), None)
            assert sum(row.debt_pence for row in of_service) == (in_report.debt_pence if in_report else 0)
            for place, band in enumerate(BANDS):
                in_band = aged_customers(**asked, service=service, band=band)
                assert sum(row.pence[place] for row in in_band) == (in_report.pence[place] if in_report else 0)
                assert all(row.pence[place] for row in in_band)
        transaction.set_rollback(True)


@any_books
@given(books=books(), day=days, moment=days)
def test_an_account_as_at_a_day_is_its_items_read_one_by_one(db: None, books: Books, day: int, moment: int) -> None:
    with transaction.atomic():
        books.write()
        for number in range(3):
            told = standing(
                Customer.objects.get(reference=f"C{number}").pk, AsAt(on(day), at(moment)), most=50
            )  # fmt: skip
            expected = {
                i.id: pence for i, pence in books.standing(on(day), at(moment)) if i.customer == number and pence
            }
            assert {item.item_id: item.open_pence for item in told.items} == expected
            assert told.balance.net_pence == sum(expected.values())
            assert told.balance.items == len(expected)
        transaction.set_rollback(True)


def test_a_page_of_customers_goes_on_where_the_last_ended(db: None) -> None:
    from reporting.random_books import Item

    Books([Item(n, 0, 100 * (n + 1), 0, 10, 0) for n in range(3)]).write()
    asked = {"as_at": on(100), "known_at": at(100)}
    first = aged_customers(**asked, most=2)
    rest = aged_customers(**asked, most=2, after=2)
    assert [row.code for row in first + rest] == ["C2", "C1", "C0"]


def test_a_service_there_is_not_is_said_so() -> None:
    with pytest.raises(NoSuchService, match="no service with the code zoo"):
        service_coded("zoo")
