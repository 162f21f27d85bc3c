"""Another system asks for invoices: with a key, within its person's role, and never twice."""

from __future__ import annotations

import base64
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from piperoll.authority.make_api_key import make_api_key
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.billing.models import Invoice
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.models import Run
from piperoll.safeguards.models import View
from piperoll.safeguards.raise_flag import FlagTold, raise_flag

TODAY = date.today()
ASKED: dict[str, Any] = {
    "service": "trade",
    "key": "booking-17",
    "name": "Pickle & Sons Ltd",
    "address_1": "1 Brine Street",
    "postcode": "AN1 2AB",
    "lines": [
        {"description": "Wheeled bin, 1,100 litres", "quantity": "2", "unit_price": "12.50", "vat_code": "N", "income_code": "TW01"},
        {"description": "Sacks", "quantity": "3", "unit_price": "0.33", "vat_code": "S", "income_code": "TW02"},
    ],
}  # fmt: skip


class System:
    """A system with a key of its own."""

    def __init__(self, secret: str = "") -> None:
        self.client = Client(headers={"authorization": f"Bearer {secret}"} if secret else {})

    def asks(self, address: str, body: Any = None) -> Any:
        if body is None:
            return self.client.get(f"/api{address}")
        content = body if isinstance(body, (str, bytes)) else json.dumps(body)
        return self.client.post(f"/api{address}", content, content_type="application/json")


def system_of(role: str) -> System:
    """A system that acts for somebody of a role."""
    administrator = User.objects.create(username="pat", name="Pat Frost", role="administrator")
    User.objects.create(username="waste.bookings", name="Waste bookings", role=role)
    made = make_api_key(
        username="waste.bookings", name="Bookings", valid_to=TODAY + timedelta(days=30),
        on=TODAY, at=datetime.now(UTC), by=actor_of(administrator),
    )  # fmt: skip
    return System(made.secret)


@pytest.fixture
def bookings(manager: Actor) -> System:
    return system_of("assistant")


def test_it_says_whom_it_acts_for(bookings: System) -> None:
    answer = bookings.asks("/me")
    assert answer.status_code == 200
    assert (answer.json()["username"], "raise_one_off" in answer.json()["may"]) == ("waste.bookings", True)


def test_an_invoice_is_issued_once_and_found_again(bookings: System) -> None:
    answer = bookings.asks("/invoices", ASKED)
    assert answer.status_code == 201, answer.content
    told = answer.json()
    assert (told["gross_pence"], told["new_customer"]) == (2619, True)
    assert Run.objects.get(pk=told["run"]).by_username == "waste.bookings"
    again = bookings.asks("/invoices", ASKED)
    assert (again.status_code, again.json()["already"]) == (200, "AlreadyIssued")
    assert told["number"] in again.json()["why"]
    assert Invoice.objects.count() == 1
    shown = bookings.asks(f"/invoices/{told['number']}").json()
    assert (shown["customer"], shown["open_pence"], shown["invoiced_on"]) == (
        "Pickle & Sons Ltd",
        2619,
        TODAY.isoformat(),
    )
    assert [part["amount_pence"] for part in shown["instalments"]] == [2619]
    pdf = bookings.asks(f"/invoices/{told['number']}/invoice.pdf")
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert check_books().agrees


def test_a_preview_writes_nothing(bookings: System) -> None:
    answer = bookings.asks("/invoices/preview", ASKED | {"instalments": "2"})
    assert answer.status_code == 200
    assert (answer.json()["gross_pence"], len(answer.json()["instalments"])) == (2619, 2)
    assert not Invoice.objects.exists()


def test_a_document_is_kept_with_it(bookings: System) -> None:
    content = base64.b64encode(b"%PDF-1.7 a booking").decode()
    answer = bookings.asks("/invoices", ASKED | {"document": {"name": "booking.pdf", "content": content}})
    assert answer.status_code == 201, answer.content
    for wrong, name in (("***", "NotBase64"), (base64.b64encode(b"MZ program").decode(), "NotADocument")):
        told = ASKED | {"key": "other", "document": {"name": "booking.pdf", "content": wrong}}
        assert bookings.asks("/invoices", told).json()["refused"] == name


def test_without_a_key_nothing_opens(manager: Actor) -> None:
    for system in (System(), System("piperoll_guess")):
        for answer in (system.asks("/me"), system.asks("/invoices", ASKED), system.asks("/invoices/AT1")):
            assert (answer.status_code, answer.json()["refused"]) == (401, "NoKey")
    assert not Invoice.objects.exists()


def test_a_key_does_no_more_than_its_person_may(manager: Actor) -> None:
    collections = system_of("collections")
    answer = collections.asks("/invoices", ASKED)
    assert (answer.status_code, answer.json()["refused"]) == (403, "NotPermitted")
    assert collections.asks("/invoices/AT0000000101").status_code == 404


def test_a_restricted_record_is_not_shown_to_a_system_without_leave(bookings: System, manager: Actor) -> None:
    number = bookings.asks("/invoices", ASKED).json()["number"]
    customer = Invoice.objects.get(number=number).customer_id
    told = FlagTold(
        kind="restricted", evidence="A councillor", owner="morag.manager", review_on=TODAY + timedelta(days=90)
    )
    raise_flag(customer=customer, told=told, on=TODAY, at=datetime.now(UTC), by=manager)
    for address in (f"/invoices/{number}", f"/invoices/{number}/invoice.pdf"):
        answer = bookings.asks(address)
        assert (answer.status_code, answer.json()["refused"]) == (403, "RecordRestricted")
    theirs = {"key": "next", "customer_ref": Invoice.objects.get(number=number).customer.reference}
    preview = bookings.asks("/invoices/preview", {k: v for k, v in ASKED.items() if k in ("service", "lines")} | theirs)
    assert (preview.status_code, preview.json()["refused"]) == (403, "RecordRestricted")
    assert View.objects.filter(username="waste.bookings").count() == 3


def test_what_cannot_be_billed_is_said_with_its_line(bookings: System) -> None:
    lines = [ASKED["lines"][0], ASKED["lines"][1] | {"income_code": "NOPE"}]
    answer = bookings.asks("/invoices", ASKED | {"lines": lines})
    assert answer.status_code == 409
    assert "Line 2" in answer.json()["why"]
    assert "NOPE" in answer.json()["why"]
    assert not Invoice.objects.exists()


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"lines": []}, "lines"),
        ({"lines": "none"}, "lines"),
        ({"due_on": "31/02/2026"}, "due_on"),
        ({"name": "Pick\x00le"}, "name"),
        ({"nmae": "a slip"}, "nmae"),
        ({"key": ""}, "key"),
        ({"terms_days": -1}, "terms_days"),
        ({"name": "x" * 10_001}, "name"),
    ],
)
def test_what_is_not_understood_is_said_with_its_place(bookings: System, change: dict[str, Any], place: str) -> None:
    answer = bookings.asks("/invoices", ASKED | change)
    assert (answer.status_code, answer.json()["refused"]) == (422, "NotUnderstood")
    assert answer.json()["why"].startswith(place)


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '"x"', b"\xff\xfe", "{" * 3000])
def test_what_is_no_json_is_said_too(bookings: System, body: Any) -> None:
    answer = bookings.asks("/invoices", body)
    assert answer.status_code in (400, 422)
    assert answer.json()["refused"] == "NotUnderstood"


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*ASKED, "due_on"]), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from([*ASKED, "terms_days", "tax_point", "instalments", "document"]), _ANY))
def test_no_odd_word_makes_it_stumble(bookings: System, change: dict[str, Any]) -> None:
    answer = bookings.asks("/invoices/preview", ASKED | change)
    assert answer.status_code in (200, 404, 409, 422), answer.content


def test_it_is_described(manager: Actor) -> None:
    told = System().asks("/openapi.json").json()
    assert set(told["paths"]) == {
        "/api/me", "/api/invoices", "/api/invoices/preview", "/api/invoices/{number}", "/api/invoices/{number}/invoice.pdf",
        "/api/notify/delivery", "/api/notify/returned-letter", "/api/card-payments",
    }  # fmt: skip
    assert {"201", "200", "400", "401", "403", "409", "422"} <= set(told["paths"]["/api/invoices"]["post"]["responses"])
