"""Another page of the council's starts a card payment: by a bill's number, or a reference and a child's date of birth."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from pytest_django import Settings

from api.test_invoices_api import ASKED, System, system_of
from cards.by_card import standing_in
from piperoll.billing.models import Invoice
from piperoll.cards.models import CardPayment
from piperoll.cards.stub import Stub
from piperoll.foundations.actors import Actor

CHILD: dict[str, Any] = {"key": "pass-1", "service_user": "Robin", "service_user_born": "2014-03-12"}
BACK = "https://school.anytown.test/paid/{reference}"


@pytest.fixture
def stub(settings: Settings) -> Iterator[Stub]:
    """GOV.UK Pay's stand-in."""
    with standing_in(settings) as serving:
        yield serving


@pytest.fixture
def school(manager: Actor) -> System:
    """A school's page, whose key may bill and take cards."""
    return system_of("manager")


def billed(school: System, **more: Any) -> Invoice:
    """A child's pass, billed by the school's own system."""
    answer = school.asks("/invoices", ASKED | CHILD | more)
    assert answer.status_code == 201, answer.content
    return Invoice.objects.get(number=answer.json()["number"])


def pay(school: System, **told: Any) -> Any:
    """Ask for a payment."""
    return school.asks("/card-payments", {"comes_back_to": BACK, "amount_pence": 10_00} | told)


def test_a_child_s_pass_is_paid_by_reference_and_date_of_birth(school: System, stub: Stub) -> None:
    invoice = billed(school)
    reference = invoice.customer.reference
    for wrong in ({"born_on": "2014-03-13"}, {"reference": "C000000000"}, {"amount_pence": 99_999}):
        answer = pay(school, **{"reference": reference, "born_on": "2014-03-12"} | wrong)
        assert (answer.status_code, answer.json()["refused"]) == (409, "CannotBePaidHere")
    told = pay(school, reference=reference, born_on="2014-03-12")
    assert told.status_code == 201, told.content
    payment = CardPayment.objects.get(reference=told.json()["reference"])
    assert (payment.amount_pence, payment.parts.get().invoice_id, payment.is_moto) == (10_00, invoice.pk, False)
    assert stub.books.payments[payment.there.govuk_id]["return_url"] == BACK.replace("{reference}", payment.reference)


def test_a_bill_is_paid_by_its_number_and_guessing_ends(school: System, stub: Stub) -> None:
    invoice = billed(school)
    assert pay(school, reference=invoice.number).json()["pence"] == 10_00
    said = [pay(school, reference="AT99999999").json()["refused"] for _ in range(9)]
    assert said == ["CannotBePaidHere"] * 8 + ["TooManyTries"]


@pytest.mark.parametrize(
    ("change", "place"),
    [({"born_on": "12 March"}, "born_on"), ({"amount_pence": 0}, "amount_pence"), ({"comes_back_to": "javascript:x"}, "comes")],
)  # fmt: skip
def test_what_cannot_be_read_is_said_with_its_place(school: System, change: dict[str, Any], place: str) -> None:
    answer = pay(school, **{"reference": "AT1"} | change)
    assert (answer.status_code, answer.json()["why"][: len(place)]) == (422, place)


def test_a_date_of_birth_without_a_child_or_to_come_is_refused(school: System) -> None:
    for change in ({"service_user": ""}, {"service_user_born": date.max.isoformat()}):
        answer = school.asks("/invoices", ASKED | CHILD | change)
        assert (answer.status_code, answer.json()["refused"]) == (409, "NotBillable")
        assert not Invoice.objects.exists()


def test_a_key_that_takes_no_cards_starts_no_payment(manager: Actor, stub: Stub) -> None:
    answer = pay(system_of("auditor"), reference="AT1")
    assert (answer.status_code, CardPayment.objects.exists()) == (403, False)
