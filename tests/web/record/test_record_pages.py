"""The parts of a record show what stands, and offer acts only to those who may do them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from a_past import Past
from piperoll.customers.models import Customer
from piperoll.web.record.parts import PARTS
from safeguards.people import flag, hold, represent
from the_day import MONDAY
from web.reading import said

SignIn = Callable[[str], Client]
ACTS = ("people/add/", "calls/record/", "flags/raise/", "holds/place/")


@pytest.fixture
def pugh(year: Past) -> Customer:
    return Customer.objects.get(name__contains="Pugh")


def test_an_auditor_sees_and_is_offered_nothing(year: Past, pugh: Customer, sign_in: SignIn) -> None:
    auditor, there = sign_in("auditor"), f"/customers/{pugh.reference}/"
    for place in ("people/", "safeguards/"):
        page = said(auditor, there + place)
        assert not [act for act in ACTS if act in page]
    for act in ACTS:
        assert auditor.get(there + act).status_code == 403
        assert sign_in("collections").get(there + act).status_code == 200


def test_the_account_says_who_may_be_told_and_what_is_flagged(year: Past, pugh: Customer, sign_in: SignIn) -> None:
    flag(year.by, pugh.pk, "deceased")
    page = said(sign_in("officer"), f"/customers/{pugh.reference}/?as_at=2026-11-24")
    assert "has died: speak only to an executor" in page
    assert ">Deceased</strong>" in page


def test_nonsense_is_said_at_its_field(year: Past, pugh: Customer, sign_in: SignIn) -> None:
    there = f"/customers/{pugh.reference}/flags/raise/"
    typed = {
        "kind": "deceased",
        "evidence": "x",
        "review_on_day": "1",
        "review_on_month": "1",
        "review_on_year": "2020",
    }
    page = sign_in("officer").post(there, typed).content.decode()
    assert "Enter the day of death: the flag depends on it." in page
    assert 'href="#id_happened_on-day"' in page


def test_an_invoice_of_somebody_else_is_not_held(year: Past, pugh: Customer, sign_in: SignIn) -> None:
    there = f"/customers/{pugh.reference}/holds/place/"
    page = sign_in("officer").post(there, {"kind": "dispute", "invoice": "AT999"}).content.decode()
    assert "There is no invoice AT999." in page


def test_a_page_costs_the_same_however_long_the_list(
    year: Past, pugh: Customer, sign_in: SignIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for n in range(6):
        represent(year.by, pugh.pk, "deputy", f"Deputy {n}")
        hold(year.by, pugh.pk, invoice_id=n + 1, invoice_number=f"AT{n}")
    client = sign_in("officer")
    for place, most in (("people/", 14), ("safeguards/", 14)):
        with django_assert_max_num_queries(most):  # type: ignore[attr-defined]
            said(client, f"/customers/{pugh.reference}/{place}")


def test_what_is_over_is_quiet_and_can_end_no_more(year: Past, pugh: Customer, sign_in: SignIn) -> None:
    hold(year.by, pugh.pk, on=MONDAY - timedelta(days=40), days=2)
    page = said(sign_in("officer"), f"/customers/{pugh.reference}/safeguards/")
    assert ">Over</strong>" in page
    assert "/release/" not in page
    assert timezone.localdate() >= MONDAY - timedelta(days=38)


def test_a_restricted_record_is_shown_nowhere_without_leave(year: Past, pugh: Customer, sign_in: SignIn) -> None:
    flag(year.by, pugh.pk, "restricted", on=MONDAY - timedelta(days=30))
    officer, there = sign_in("officer"), f"/customers/{pugh.reference}/"
    number = pugh.invoices.first().number  # type: ignore[attr-defined]
    for place in (
        there,
        f"{there}history/",
        f"{there}invoices/",
        f"{there.lower()}people/",
        f"/invoices/{number.lower()}/",
    ):
        response = officer.get(place)
        assert response.status_code == 403, place
        assert "Pugh" not in response.content.decode(), place
    assert "Nobody is found" in officer.get("/customers/", {"q": "pugh"}).content.decode()
    manager, until = sign_in("manager"), timezone.localdate() + timedelta(days=7)
    told = {"username": "ines.officer", "reason": "Her case"}
    told |= {f"until_{part}": str(getattr(until, part)) for part in ("day", "month", "year")}
    assert manager.post(f"{there}seeing/", told).status_code == 302
    assert officer.get(there).status_code == 200
    assert officer.get("/customers/", {"q": "pugh"})["Location"] == there
    page = said(sign_in("auditor"), "/reports/restricted-records/")
    assert page.count("Turned away") == 5
    assert page.count("Had leave") == 1


def test_how_somebody_who_acts_hears_is_changed_on_the_page(year: Past, pugh: Customer, sign_in: SignIn) -> None:
    month_ago = MONDAY - timedelta(days=30)
    number = represent(year.by, pugh.pk, "deputy", on=month_ago, proof_seen_on=month_ago)
    client, there = sign_in("officer"), f"/customers/{pugh.reference}/people/"
    assert f"{there}{number}/delivery/" in said(client, there)
    told = {"channel": "post", "language": "cy", "format": "large_print"}
    page = client.post(f"{there}{number}/delivery/", told, follow=True).content.decode()
    assert "From today Mr Piers Quill hears so." in page
    assert "large print, in Welsh" in page
    assert client.get(f"{there}{number + 99}/delivery/").status_code == 404


def test_only_who_may_gives_leave(year: Past, pugh: Customer, sign_in: SignIn) -> None:
    assert sign_in("officer").post(f"/customers/{pugh.reference}/seeing/", {}).status_code == 403
    assert sign_in("officer").get("/reports/restricted-records/").status_code == 403


def test_a_caller_who_may_not_be_told_is_no_success(year: Past, pugh: Customer, sign_in: SignIn) -> None:
    told = {"caller": "other", "name": "A neighbour", "passed": ["name", "address"]}
    page = sign_in("officer").post(f"/customers/{pugh.reference}/calls/record/", told, follow=True).content.decode()
    assert "No: they act for nobody, and the customer is not there to agree." in page
    assert "govuk-notification-banner--success" not in page


def test_no_part_of_a_record_is_read_without_what_protects_them(year: Past, pugh: Customer, sign_in: SignIn) -> None:
    today = timezone.localdate()
    hold(year.by, pugh.pk, kind="breathing_space", on=today)
    flag(year.by, pugh.pk, "vulnerable", on=today)
    client = sign_in("officer")
    for place in set(PARTS.values()) - {"owes/"}:
        page = client.get(f"/customers/{pugh.reference}/{place}").content.decode()
        assert f"Breathing space until {today + timedelta(days=30):%-d %B %Y}" in page, place
        assert ">Vulnerable</strong>" in page, place
