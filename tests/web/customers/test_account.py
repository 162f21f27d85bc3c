"""The one-page account says who they are, how they stand, and why; and costs the same however long it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from a_past import Past, care, moment, numbers
from piperoll.customers.change_customer import change_customer, details_of
from piperoll.customers.models import Customer
from piperoll.receipting.models import Placement
from piperoll.receipting.undo_placement import undo_placement
from the_day import paid
from web.reading import said

SignIn = Callable[[str], Client]
QUERIES_OF_AN_ACCOUNT = 19


@pytest.fixture
def pugh(year: Past) -> str:
    return Customer.objects.get(name__contains="Pugh").reference


def test_it_shows_the_balance_the_open_items_the_receipts_and_why(pugh: str, sign_in: SignIn) -> None:
    page = said(sign_in("officer"), f"/customers/{pugh}/")
    assert ">Mrs Gwendolyn Achterberg-Pugh</h1>" in page
    words = " ".join(page.split())
    for told in (
        "£324.50",
        "£240.00",
        "£90.00",
        "£5.50",
        "14 Limekiln Row",
        "gwen@pugh.example",
        "paid £40.00, in part",
    ):
        assert told in words, told
    receipts = words.split('id="receipts"')[1].split("</section>")[0]
    assert f"{numbers()[3]}</a> £124.50" in receipts
    assert "On the account £5.50" in receipts
    assert f'href="/invoices/{numbers()[-1]}/invoice.pdf"' in words


def test_what_a_bank_account_is_is_for_those_who_may_see_it(pugh: str, sign_in: SignIn) -> None:
    for role, sees in (
        ("officer", True),
        ("manager", True),
        ("auditor", True),
        ("assistant", False),
        ("collections", False),
    ):
        page = said(sign_in(role), f"/customers/{pugh}/")
        assert ("40-12-34 12345678" in page) is sees, role
        assert ("••••••••••5678" in page) is not sees, role


def test_only_who_may_undo_is_offered_it(pugh: str, sign_in: SignIn) -> None:
    assert "/undo/" in said(sign_in("officer"), f"/customers/{pugh}/")
    assert "/undo/" not in said(sign_in("assistant"), f"/customers/{pugh}/")


def test_as_at_a_day_before_the_money_came_all_of_it_was_owed(pugh: str, sign_in: SignIn) -> None:
    page = said(sign_in("auditor"), f"/customers/{pugh}/?as_at=2026-09-27")
    assert "This is the account as at 27 Sep 2026" in page
    assert "£304.50" in page.split("app-figure__value")[1], "three old debts and September's 124.50"
    assert "No money has been placed on this account." in page


def test_what_was_not_known_yet_is_not_shown_however_early_it_counts(pugh: str, sign_in: SignIn) -> None:
    """The money came on 28 September but was placed on 27 October: asked with that day's knowledge it was not there."""
    client, asked = sign_in("auditor"), f"/customers/{pugh}/?as_at=2026-09-30"
    assert "£180.00" in said(client, asked).split("app-figure__value")[2]
    then = said(client, f"{asked}&known_at=2026-10-01T09:00")
    assert "as at 30 Sep 2026, as known at 1 Oct 2026, 9:00am" in then
    assert "£304.50" in then.split("app-figure__value")[2]


@pytest.mark.parametrize(
    "nonsense", ["as_at=31+2+2026", "as_at=%00", "known_at=25%3A99", "as_at=" + "9" * 500, "as_at=0000-00-00"]
)
def test_a_day_that_is_no_day_is_said_so(pugh: str, sign_in: SignIn, nonsense: str) -> None:
    page = said(sign_in("officer"), f"/customers/{pugh}/?{nonsense}")
    assert "There is a problem" in page


def test_undoing_puts_the_money_back_and_says_so_twice_alike(pugh: str, sign_in: SignIn) -> None:
    client, placement = sign_in("officer"), Placement.objects.order_by("id").last()
    assert placement is not None
    address = f"/customers/{pugh}/undo/{placement.pk}/"
    assert "Say why" in client.post(address, {"reason": ""}).content.decode()
    for _ in range(2):
        response = client.post(address, {"reason": "Her sister's"}, follow=True)
        assert response.redirect_chain == [(f"/customers/{pugh}/", 302)]
    page = said(client, f"/customers/{pugh}/")
    assert Placement.objects.filter(undoes=placement).count() == 1
    assert "taken back into suspense" in page
    assert ">Undone<" in page


def test_a_placement_of_somebody_else_is_not_undone_from_here(pugh: str, sign_in: SignIn) -> None:
    response = sign_in("officer").post(f"/customers/{pugh}/undo/99999/", {"reason": "x"})
    assert response.status_code == 404


def test_the_timeline_tells_changes_and_undos_in_words(pugh: str, year: Past, sign_in: SignIn) -> None:
    customer = Customer.objects.get(reference=pugh)
    at = moment(date(2026, 11, 20), 9)
    details = details_of(customer)
    changed = type(details)(**{**details.__dict__, "phone": "01632 960 001", "postcode": "AN1 1AA"})
    change_customer(customer=customer.pk, details=changed, on=at.date(), at=at, by=year.by)
    placement = Placement.objects.order_by("id").first()
    assert placement is not None
    undo_placement(placement=placement.pk, reason="wrong", on=at.date(), at=at + timedelta(hours=1), by=year.by)
    page = said(sign_in("officer"), f"/customers/{pugh}/timeline/")
    told = [part.split("</h3>")[0].split(">")[-1] for part in page.split("moj-timeline__title")[1:]]
    assert "Telephone: nothing → 01632 960 001" in page
    assert "Postcode: AN3 7QD → AN1 1AA" in page
    assert (
        page.index("taken back into suspense") < page.index("Details changed") < page.index("received and placed here")
    )
    assert told[-1] == "Became a customer"


def test_a_customer_there_is_not_is_said_so(year: Past, sign_in: SignIn) -> None:
    response = sign_in("officer").get("/customers/C999999999/")
    assert response.status_code == 404
    assert "There is no customer with the reference C999999999." in response.content.decode()


def test_a_long_account_asks_the_database_no_more_than_a_short_one(
    pugh: str, year: Past, sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, address = sign_in("officer"), f"/customers/{pugh}/"
    client.get(address)
    with django_assert_num_queries(QUERIES_OF_AN_ACCOUNT):
        client.get(address)
    year.bill(date(2026, 11, 10), *(care(f"MORE{n}", "10.00") for n in range(60)))
    year.bank(date(2026, 11, 20), *(paid("10.00", number, "G PUGH") for number in numbers()[-55:]))
    year.allocate(date(2026, 11, 20))
    with django_assert_num_queries(QUERIES_OF_AN_ACCOUNT):
        page = client.get(address).content.decode()
    for part in ("receipts", "invoices", "timeline"):
        assert f'href="/customers/{pugh}/{part}/"' in page
    first = said(client, f"/customers/{pugh}/receipts/")
    rest = said(client, f"/customers/{pugh}/receipts/?page=2")
    shown = first.count("/money-in/receipts/") + rest.count("/money-in/receipts/")
    assert shown == Placement.objects.filter(customer__reference=pugh).count()
    assert said(client, f"/customers/{pugh}/open-items/?page=7").count("app-table__") == 0
