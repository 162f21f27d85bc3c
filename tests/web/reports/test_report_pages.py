"""Reports: aged debt and its way down, its file, and the check of the books."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from a_past import Past, care
from piperoll.customers.models import Customer
from web.reading import downloaded, words_of

SignIn = Callable[[str], Client]


@pytest.fixture
def client(year: Past, sign_in: SignIn) -> Client:
    return sign_in("manager")


def test_each_figure_leads_to_the_customers_behind_it(client: Client) -> None:
    page = words_of(client, "/reports/aged-debt/?as_at=2026-11-22")
    assert "overdue, of £387.60 owed" in page
    assert 'href="/reports/aged-debt/customers/?as_at=2026-11-22&amp;service=ASC&amp;band=6y"' in page
    drilled = words_of(client, "/reports/aged-debt/customers/?as_at=2026-11-22&service=ASC&band=6y")
    reference = Customer.objects.get(name__contains="Pugh").reference
    assert "Owed for 6 years or more, as at 22 Nov 2026" in drilled
    assert f'href="/customers/{reference}/?as_at=2026-11-22"' in drilled
    nobody = words_of(client, "/reports/aged-debt/customers/?as_at=2026-11-22&service=TRADE&band=6y")
    assert "Nobody owed anything here then." in nobody


def test_the_file_says_what_the_page_says(client: Client) -> None:
    where = "/reports/aged-debt.csv?as_at=2026-11-22"
    assert client.get(where)["Content-Disposition"] == 'attachment; filename="aged-debt-2026-11-22.csv"'
    rows = list(csv.DictReader(downloaded(client, where).splitlines()))
    assert {row["customer"]: row["debt_pounds"] for row in rows} == {
        "Mrs Gwendolyn Achterberg-Pugh": "330.00",
        "Pickle & Sons Ltd": "57.60",
    }
    assert rows[0]["credit_pounds"] == "5.50"


def test_the_report_costs_the_same_however_much_there_is(
    year: Past, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/reports/aged-debt/")
    for address, queries in (("/reports/aged-debt/", 5), ("/reports/aged-debt/customers/", 10)):
        with django_assert_num_queries(queries):
            client.get(address)
    people = [{"name": f"Mx Number {n}", "address_1": f"{n} Row"} for n in range(60)]
    year.bill(date(2026, 11, 10), *(care(f"MANY{n}", "10.00", **who) for n, who in enumerate(people)))
    for address, queries in (("/reports/aged-debt/", 5), ("/reports/aged-debt/customers/", 10)):
        with django_assert_num_queries(queries):
            client.get(address)
    assert words_of(client, "/reports/aged-debt/customers/").count("/customers/C") == 50
    assert words_of(client, "/reports/aged-debt/customers/?page=2").count("/customers/C") == 12


@pytest.mark.parametrize("asks", ["service=ZOO", "band=old", "as_at=x", "page=-1", "service=%00"])
def test_nonsense_is_answered_in_words(client: Client, asks: str) -> None:
    assert client.get(f"/reports/aged-debt/customers/?{asks}").status_code in (200, 404)


def test_the_check_agrees_and_knows_a_seal_that_was_kept(client: Client) -> None:
    asked = words_of(client, "/reports/check/")
    assert "Check now" in asked
    page = words_of(client, "/reports/check/?now=1")
    assert "Everything agrees" in page
    seal = page.split('<p class="app-words">')[1].split("</p>")[0].replace(" ", "")
    assert "passes through the seal you wrote down" in words_of(client, f"/reports/check/?now=1&seal={seal}")
    wrong = words_of(client, f"/reports/check/?now=1&seal={'ab' * 32}")
    assert "Something disagrees" in wrong
    assert "does not pass through the seal" in wrong
    assert client.get("/reports/check/?now=1&seal=not+hex").status_code == 200


def test_a_collections_officer_does_not_check_the_books(year: Past, sign_in: SignIn) -> None:
    assert sign_in("collections").get("/reports/check/").status_code == 403
    assert "/reports/check/" not in sign_in("collections").get("/reports/").content.decode()
