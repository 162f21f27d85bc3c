"""The list of invoices: what is asked for, page by page, at the same cost."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from a_past import Past, care, numbers
from billing.caring import assessed, billed, four_weeks
from crediting import credit, take_in_sample_limits
from piperoll.council.models import Service
from the_day import MONDAY

SignIn = Callable[[str], Client]
QUERIES_OF_A_LIST = 6


def shown(page: str) -> list[str]:
    """The invoice numbers of a list, as shown."""
    return re.findall(r'<th[^>]*><a [^>]*href="/invoices/([A-Z0-9]+)/"', page)


def listed(client: Client, **asks: object) -> list[str]:
    response = client.get("/invoices/", asks)
    assert response.status_code == 200
    return shown(response.content.decode())


def test_the_newest_are_first_and_filters_narrow(year: Past, sign_in: SignIn) -> None:
    client, all_of_them = sign_in("assistant"), numbers()
    trade = Service.objects.get(code="TRADE").pk
    assert listed(client) == all_of_them[::-1]
    assert listed(client, service=trade) == [all_of_them[6], all_of_them[4]]
    assert listed(client, state="paid") == [all_of_them[3]]
    assert all_of_them[3] not in listed(client, state="open")
    assert listed(client, since="2026-10-01") == [all_of_them[6], all_of_them[5]]
    assert listed(client, since="2023-01-01", until="31/12/2023") == [all_of_them[1]]
    assert listed(client, since="2023-01-01", until="2023-12-31", state="paid") == []
    assert set(listed(client, state="overdue")) <= set(all_of_them) - {all_of_them[3], all_of_them[6]}


def test_a_number_goes_straight_to_its_invoice(year: Past, sign_in: SignIn) -> None:
    client, number = sign_in("assistant"), numbers()[2]
    for typed in (number, number.lower(), f" {number[:4]} {number[4:]}", str(int(number[2:-2]))):
        assert client.get("/invoices/", {"q": typed})["Location"] == f"/invoices/{number}/"
    assert "No invoice has the number" in client.get("/invoices/", {"q": "AT99999"}).content.decode()


@pytest.mark.parametrize(
    "asks",
    [
        {"service": "x"},
        {"since": "never"},
        {"state": "lost"},
        {"older": "x"},
        {"newer": "9" * 40},
        {"run": "-1"},
        {"q": "\x00"},
    ],
)
def test_nonsense_is_no_filter_and_no_fault(year: Past, sign_in: SignIn, asks: dict[str, str]) -> None:
    assert sign_in("auditor").get("/invoices/", asks).status_code == 200


def test_pages_meet_without_a_gap_at_the_same_cost_forwards_and_back(
    year: Past, sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = sign_in("assistant")
    client.get("/invoices/")
    with django_assert_num_queries(QUERIES_OF_A_LIST):
        client.get("/invoices/")
    year.bill(date(2026, 11, 10), *(care(f"MORE{n}", "10.00") for n in range(120)))
    seen: list[list[str]] = []
    address = "/invoices/?state=open"
    while address:
        with django_assert_num_queries(QUERIES_OF_A_LIST):
            page = client.get(address).content.decode()
        seen.append(shown(page))
        forward = re.search(r'href="([^"]+)" rel="next"', page)
        address = f"/invoices/{forward[1].replace('&amp;', '&')}" if forward else ""
    assert [len(part) for part in seen] == [50, 50, 26]
    assert [number for part in seen for number in part] == [
        number for number in numbers()[::-1] if number != numbers()[3]
    ]
    back = re.search(r'href="([^"]+)" rel="prev"', page)
    assert back
    assert shown(client.get(f"/invoices/{back[1].replace('&amp;', '&')}").content.decode()) == seen[1]


def test_between_two_days_however_they_were_billed(past: Past, sign_in: SignIn, tmp_path: Path) -> None:
    """Nothing was raised from a file that day: the care of four weeks was billed."""
    assessed(past.by)
    four_weeks(tmp_path, past.by)
    number = billed(past.by).first_number
    assert listed(sign_in("assistant"), since=MONDAY.isoformat(), until=MONDAY.isoformat()) == [number]


def test_an_invoice_credited_in_full_is_not_called_paid(year: Past, sign_in: SignIn) -> None:
    take_in_sample_limits()
    today = timezone.localdate()
    credit(numbers()[6], by="manager", on=today, at=timezone.now())
    page = sign_in("assistant").get("/invoices/").content.decode()
    row = page.split(f"/invoices/{numbers()[6]}/")[1].split("</tr>")[0]
    assert "Credited" in row
    assert "Paid" not in row
