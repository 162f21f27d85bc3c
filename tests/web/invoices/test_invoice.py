"""One invoice, down to its postings and what paid it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from a_past import Past, care, numbers
from piperoll.billing.models import Invoice
from piperoll.customers.models import DeliveryChoice
from piperoll.runs.models import Run
from web.reading import words_of

SignIn = Callable[[str], Client]
QUERIES_OF_AN_INVOICE = 21


@pytest.fixture
def client(year: Past, sign_in: SignIn) -> Client:
    return sign_in("auditor")


def invoice(client: Client, number: str) -> str:
    return words_of(client, f"/invoices/{number}/")


def test_its_lines_its_vat_its_postings_and_its_run(client: Client) -> None:
    page = invoice(client, numbers()[4])
    for words in (
        "S at 20%",
        "£48.00",
        "£9.60",
        "£57.60",
        "TW02 Trade waste sacks",
        "S Standard",
        "VATOUT",
        "PO 7781",
        "VAT invoice",
    ):
        assert words in page, words
    assert "from 5-feeder.csv" in page
    assert "/runs/" in page


def test_what_paid_it_and_why(client: Client) -> None:
    page = invoice(client, numbers()[3])
    assert "paid, of £124.50" in page
    assert "MAIN-1-1" in page
    assert f"Reference {numbers()[3]}" in page
    assert "Nothing has paid this invoice yet." in invoice(client, numbers()[0])


def test_each_instalment_says_what_is_open_of_it(client: Client) -> None:
    page = invoice(client, numbers()[6])
    for words in ("Instalments", "30 Nov 2026", "30 Dec 2026", "30 Jan 2027", "£30.00"):
        assert words in page, words


def test_it_can_be_asked_for_as_typed_and_one_there_is_not_is_said_so(client: Client) -> None:
    number = numbers()[0]
    assert number in invoice(client, number.lower())
    response = client.get("/invoices/AT0000000001/")
    assert response.status_code == 404
    assert "There is no invoice AT0000000001." in response.content.decode()
    assert client.get("/invoices/%00/").status_code == 404


def test_a_long_invoice_costs_no_more_and_comes_in_pages(
    year: Past, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/invoices/")
    with django_assert_num_queries(QUERIES_OF_AN_INVOICE):
        invoice(client, numbers()[0])
    year.bill(date(2026, 11, 10), *(care(f"LONG{n}", "1.00", invoice_group="LONG") for n in range(130)))
    with django_assert_num_queries(QUERIES_OF_AN_INVOICE):
        page = invoice(client, numbers()[-1])
    assert page.count("Home care, four weeks") == 100
    assert client.get(f"/invoices/{numbers()[-1]}/?page=2").content.decode().count("Home care, four weeks") == 30


def test_the_pdf_is_the_same_every_time(client: Client) -> None:
    first, second = (client.get(f"/invoices/{numbers()[0]}/invoice.pdf") for _ in range(2))
    assert first["Content-Type"] == "application/pdf"
    assert first.content.startswith(b"%PDF-")
    assert first.content == second.content
    assert f'{numbers()[0]}.pdf"' in first["Content-Disposition"]


def test_the_pdf_opens_as_its_customer_reads_it_and_in_every_other_way(client: Client) -> None:
    address = f"/invoices/{numbers()[0]}/invoice.pdf"
    plain, large = client.get(address).content, client.get(f"{address}?print=large_print").content
    assert plain != large
    page = invoice(client, numbers()[0])
    assert "This customer reads English." in page
    assert f"{address}?language=cy&amp;print=large_print" in page
    whose, run = Invoice.objects.get(number=numbers()[0]), Run.objects.latest("id")
    DeliveryChoice.objects.create(
        customer_id=whose.customer_id, channel="post", language="en", format="large_print", run=run,
        valid_from=whose.invoiced_on,
    )  # fmt: skip
    assert client.get(address).content == large
    assert client.get(f"{address}?print=standard").content == plain
    assert "This customer reads English, large print." in invoice(client, numbers()[0])
