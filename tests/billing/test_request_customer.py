"""A service asks for a customer; somebody of the income team looks, and they are on the books at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from billing.serving import NOW, PUGH, ask_customer, customer, limits, of_service
from commands.terminal import typed
from crediting import somebody
from piperoll.authority.asking import NotYours
from piperoll.authority.decide_request import BeyondYourLimit, decide_request
from piperoll.authority.models import Limit, Request, RequestFile, RequestState
from piperoll.billing.request_customer import AskedBefore, NotAReasonToAdd, SayWhatFor, likely_for
from piperoll.council.set_dated_figure import NoSuchService
from piperoll.customers.add_customer import AlreadyThere
from piperoll.customers.details import DetailUnfit
from piperoll.customers.models import Customer
from piperoll.formats.attachments import checked
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.checking_seals import check_chain
from safeguards.people import flag
from the_day import MONDAY


@pytest.fixture
def rita(manager: Actor) -> Actor:
    """A requester of school transport."""
    limits()
    return of_service("requester")


def test_it_is_approved_and_the_customer_is_there(rita: Actor) -> None:
    asked = ask_customer(rita, files=[checked("form.pdf", b"%PDF-1.7")])
    assert (asked.state, asked.reference, Customer.objects.count()) == ("waiting", None, 0)
    with pytest.raises(
        BeyondYourLimit, match=r"for Income officer, Senior income officer, Team manager or .* to decide\."
    ):
        decide_request(request=asked.request, decision="approve", by=of_service("approver"), **NOW)
    done = decide_request(request=asked.request, decision="approve", by=somebody("officer"), **NOW).done
    (added,) = Customer.objects.all()
    assert done == f"Mrs Gwendolyn Pugh is customer {added.reference} now."
    assert added.addresses.get().postcode == "AN1 2AB"
    assert RequestFile.objects.get().name == "form.pdf"
    assert check_books().agrees
    assert check_chain().agrees


def test_a_council_may_let_a_service_add_its_own(rita: Actor) -> None:
    Limit.objects.filter(act="new_customer").update(alone=["requester"])
    asked = ask_customer(rita)
    assert asked.state == "approved"
    assert Customer.objects.get().reference == asked.reference


def test_the_same_twice_is_one_request_and_once_approved_is_there(rita: Actor) -> None:
    first, other = ask_customer(rita), ask_customer(rita, replace(PUGH, name="Mr Owen Pugh"))
    with pytest.raises(AskedBefore, match=f"Request {first.request} asks for this already"):
        ask_customer(rita)
    decide_request(request=first.request, decision="approve", by=somebody("senior"), **NOW)
    again = ask_customer(rita)
    with pytest.raises(AlreadyThere):
        decide_request(request=again.request, decision="approve", by=somebody("senior"), **NOW)
    assert RequestState.objects.get(pk=again.request).state == "waiting"
    apart = ask_customer(rita, somebody_else=True, instead_of=again.request)
    assert RequestState.objects.get(pk=again.request).state == "withdrawn"
    decide_request(request=apart.request, decision="approve", by=somebody("senior"), **NOW)
    decide_request(request=other.request, decision="approve", by=somebody("senior"), **NOW)
    assert Customer.objects.count() == 3


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"service": "TRADE"}, NoSuchService),
        ({"service": "NOWHERE"}, NoSuchService),
        ({"why": " "}, SayWhatFor),
        ({"reason": "because"}, NotAReasonToAdd),
        ({"details": replace(PUGH, postcode="12345")}, DetailUnfit),
    ],
)
def test_what_will_not_do(rita: Actor, wrong: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        ask_customer(rita, **wrong)
    assert Request.objects.count() == 0


def test_nobody_takes_anothers_place_and_an_officer_has_a_way_of_their_own(rita: Actor) -> None:
    asked = ask_customer(rita)
    with pytest.raises(NotYours):
        ask_customer(of_service("requester", username="roy.two"), replace(PUGH, name="Amy"), instead_of=asked.request)
    with pytest.raises(NotPermitted):
        ask_customer(somebody("officer"))


def test_those_like_them_are_shown_to_each_as_far_as_they_may_know(rita: Actor, manager: Actor) -> None:
    there = customer(manager)
    far = customer(manager, replace(PUGH, address="1 Far Lane", postcode="ZE1 0AA"))
    likes = likely_for(replace(PUGH, name="Mrs G Pugh"), on=MONDAY, by=rita)
    assert [(row.reference, row.why) for row in likes] == [(there, ["a like name at this postcode"])]
    told = replace(PUGH, postcode="AN9 9ZZ")
    assert [row.reference for row in likely_for(told, on=MONDAY, by=rita)] == []
    assert [row.reference for row in likely_for(told, on=MONDAY, by=somebody("senior"))] == [there, far]
    flag(manager, Customer.objects.get(reference=there).pk, "restricted")
    assert likely_for(PUGH, on=MONDAY, by=rita) == []
    company = replace(PUGH, kind="company", name="Acme Ltd", company_number="01234567", email="a@acme.example")
    firm = customer(manager, company)
    by_number = likely_for(replace(company, name="Acme Holdings", postcode="ZE1 0AA"), on=MONDAY, by=rita)
    assert [(row.reference, row.why) for row in by_number] == [(firm, ["this company number", "this email address"])]


def test_by_command(rita: Actor, manager: Actor) -> None:
    customer(manager)
    line = (
        "request-customer BUS",
        "Mr Owen Pugh",
        "--address",
        "14 Limekiln Row",
        "--postcode",
        "AN1 2AB",
        "--why",
        "Fares",
    )
    answer = typed(*line, "--on", MONDAY, by=rita)
    assert answer.data["state"] == "waiting"
    assert "Mrs Gwendolyn Pugh  a like name at this postcode" in answer.text
