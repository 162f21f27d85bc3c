"""Set-up on the page: seen by those who look, changed by those who may."""

from __future__ import annotations

import pytest
from django.test import Client

from piperoll.council.models import BankAccount, Council, DatedFigure, Service, VatRate
from the_day import set_up_anytown
from web.reading import posted
from web.staff import client_of

PARTS = ("services", "bank-accounts", "ledger", "vat", "figures", "holidays")
APRIL = {"valid_from_day": "1", "valid_from_month": "4", "valid_from_year": "2099", "authority": "Policy"}
SENT = {
    "services": ({"code": "parks", "name": "Parks"}, "Parks may send charges as PARKS."),
    "bank-accounts": (
        {"code": "PORT", "name": "Harbour", "sort_code": "08-99-99", "account_number": "12345678", "nominal": "9003"},
        "PORT is added; in the ledger it is BANK-PORT.",
    ),
    "ledger": ({"code": "TW9", "name": "Skips", "service": "TRADE", "nominal": "4390"}, "Income code TW9 is added."),
    "vat": (
        {"code": "S", "name": "Standard", "percent": "22", "is_supply": "on", "is_taxable": "on", **APRIL},
        "VAT code S is 22% from 1 Apr 2099.",
    ),
    "figures": (
        {"name": "payment_terms_days", "value": "21", "service": "ASC", **APRIL},
        "Payment terms: 21 days from 1 Apr 2099.",
    ),
    "holidays": (
        {"day_day": "10", "day_month": "5", "day_year": "2027", "name": "Jubilee"},
        "10 May 2027 is a holiday",
    ),
}


@pytest.fixture
def manager(db: None) -> Client:
    """A team manager of Anytown at their desk."""
    set_up_anytown()
    return client_of("manager", "sandy")


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_added_to_and_says_so(manager: Client, part: str) -> None:
    sent, said = SENT[part]
    assert said in posted(manager, f"/set-up/{part}/", **sent)


@pytest.mark.parametrize("part", PARTS)
def test_an_empty_form_says_what_to_enter(manager: Client, part: str) -> None:
    page = posted(manager, f"/set-up/{part}/")
    assert "There is a problem" in page
    assert "This field is required" not in page


@pytest.mark.parametrize("part", PARTS)
def test_those_who_only_look_see_it_and_cannot_add(manager: Client, part: str) -> None:
    auditor = client_of("auditor", "audrey")
    page = auditor.get(f"/set-up/{part}/")
    assert page.status_code == 200
    assert '<form method="post" novalidate>' not in page.content.decode()
    assert auditor.post(f"/set-up/{part}/", SENT[part][0]).status_code == 403
    assert (Service.objects.count(), BankAccount.objects.filter(code="PORT").count()) == (8, 0)


def test_what_the_verb_refuses_is_said_on_the_form_and_what_was_typed_stays(manager: Client) -> None:
    page = posted(manager, "/set-up/services/", code="TRADE", name="Skips and bins")
    assert "The code TRADE is taken by Trade waste." in page
    assert 'value="Skips and bins"' in page
    page = posted(manager, "/set-up/vat/", **{**SENT["vat"][0], "valid_from_year": "2020"})
    assert "at the earliest, so that nothing worked out before changes." in page


def test_rates_and_figures_show_what_holds_what_is_over_and_what_to_check(manager: Client) -> None:
    posted(manager, "/set-up/vat/", **SENT["vat"][0], to_verify="on")
    page = manager.get("/set-up/vat/").content.decode()
    assert "4 Jan 2011 to 31 Mar 2099" in page
    assert "To come" in page
    assert "To be checked" in page
    assert "still to be checked" in manager.get("/set-up/").content.decode()
    VatRate.objects.filter(code="S", valid_to__isnull=False).update(valid_to="2020-01-01")
    assert ">Over<" in manager.get("/set-up/vat/").content.decode()


def test_the_councils_details_change_and_fixed_ones_do_not(manager: Client) -> None:
    page = manager.get("/set-up/council/").content.decode()
    assert 'name="invoice_prefix" value="AT"' in page
    ours = Council.objects.get()
    sent = {
        name: getattr(ours, name)
        for name in (
            "name",
            "address",
            "invoice_prefix",
            "invoice_digits",
            "customer_prefix",
            "customer_digits",
            "brand_colour",
        )
    }
    page = posted(manager, "/set-up/council/", **sent, references_checked="on", phone="01632 960 999")
    assert "changed." in page
    assert (Council.objects.get().phone, Council.objects.get().vat_number) == ("01632 960 999", "")
    assert "dark enough for white words" in posted(manager, "/set-up/council/", **{**sent, "brand_colour": "#ffffff"})


def test_a_service_is_stopped(manager: Client) -> None:
    page = posted(manager, "/set-up/services/MUSIC/", name="Music tuition", email="")
    assert "Music tuition is changed." in page
    assert ">Stopped<" in page
    assert not Service.objects.get(code="MUSIC").is_active
    assert manager.get("/set-up/services/NOPE/").status_code == 404


def test_an_address_keeps_its_lines_whatever_the_browser_sends(manager: Client) -> None:
    ours = Council.objects.get()
    sent = {
        name: getattr(ours, name)
        for name in ("name", "invoice_prefix", "invoice_digits", "customer_prefix", "customer_digits")
    }
    posted(
        manager,
        "/set-up/council/",
        **sent,
        brand_colour="#1d4f5f",
        references_checked="on",
        address="Town Hall\r\nAnytown",
    )
    assert Council.objects.get().address == "Town Hall\nAnytown"


def test_users_are_led_to_by_those_who_may_see_them(manager: Client) -> None:
    assert "/users/" not in manager.get("/set-up/").content.decode()
    assert "/users/" in client_of("auditor", "audrey").get("/set-up/").content.decode()


def test_before_set_up_it_says_what_to_type(db: None) -> None:
    page = client_of("manager").get("/set-up/").content.decode()
    assert "set-up-council FILE" in page
    assert client_of("manager").get("/set-up/council/").status_code == 409


def test_what_is_missing_is_told_and_added_in_one_go(manager: Client) -> None:
    DatedFigure.objects.filter(name="silent_cycles").delete()
    assert "see what is missing" in act_get(manager, "/set-up/")
    assert "see what is missing" in act_get(manager, "/")
    page = act_get(manager, "/set-up/missing/")
    assert "Silence" in page
    assert "Late billing" in page
    told = posted(manager, "/set-up/missing/")
    assert "1 figure added." in told
    assert "templates added." in told
    assert "Silence" not in told
    assert client_of("auditor", "audrey").post("/set-up/missing/").status_code == 403


def act_get(client: Client, where: str) -> str:
    return str(client.get(where).content.decode())
