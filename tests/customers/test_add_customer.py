"""A new customer gets a reference with check digits, an address from a day, and is never added twice by a slip."""

from datetime import date
from typing import Any

import pytest

from piperoll.customers.add_customer import Added, AlreadyThere, add_customer
from piperoll.customers.details import DetailMissing, Details, DetailUnfit
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.foundations.references import mod97_is_valid
from piperoll.runs.models import NumberSeries, Run
from the_day import MONDAY, MORNING, set_up_anytown

MR_OSEI = Details(
    "person",
    "Mr Kwabena Osei",
    "9 Weavers Court\n\n Anytown ",
    "an5 2lb",
    email="k@osei.example",
    phone="01632 960 123",
)


def add(by: Actor, details: Details = MR_OSEI, **more: Any) -> Added:
    return add_customer(details=details, on=MONDAY, at=MORNING, by=by, **more)


def test_a_customer_is_kept_tidily_with_a_checked_reference(manager: Actor) -> None:
    added = add(manager)
    customer = Customer.objects.get(pk=added.customer)
    assert mod97_is_valid(added.reference.removeprefix("C"))
    assert (customer.name, customer.reference, customer.created_at) == ("Mr Kwabena Osei", added.reference, MORNING)
    address = customer.addresses.get()
    assert (address.lines, address.postcode, address.valid_from) == ("9 Weavers Court\nAnytown", "AN5 2LB", MONDAY)
    assert {c.kind: c.value for c in customer.contacts.all()} == {"email": "k@osei.example", "phone": "01632 960 123"}
    run = Run.objects.get(pk=added.run)
    assert (run.verb, run.totals["reference"], run.seal.run_id) == ("add_customer", added.reference, run.pk)


def test_the_same_person_is_not_added_twice_unless_they_are_somebody_else(manager: Actor) -> None:
    first = add(manager)
    with pytest.raises(AlreadyThere, match=f"is a customer already: {first.reference}"):
        add(manager, Details("person", "MR KWABENA OSEI", "Elsewhere", "AN52LB"))
    second = add(manager, somebody_else=True)
    assert second.reference != first.reference
    assert NumberSeries.objects.get(name="customer").next_number == 3, "the refused one used no number"


@pytest.mark.parametrize(
    ("fault", "field", "says"),
    [
        ({"name": " "}, "name", "Enter the customer's name"),
        ({"address": "\n"}, "address", "Enter the customer's address"),
        ({"postcode": ""}, "postcode", "Enter the customer's postcode"),
        ({"postcode": "NOWHERE"}, "postcode", "'NOWHERE' is not a United Kingdom postcode"),
        ({"email": "osei at example"}, "email", "is not an email address"),
        ({"phone": "ring me"}, "phone", "is not a telephone number"),
        ({"kind": "ghost"}, "kind", "'ghost' is none of"),
        ({"name": "x" * 121}, "name", "longer than 120 letters"),
    ],
)
def test_a_bad_detail_is_refused_with_its_field_and_nothing_is_kept(
    manager: Actor, fault: dict[str, str], field: str, says: str
) -> None:
    told = {**MR_OSEI.__dict__, **fault}
    with pytest.raises((DetailMissing, DetailUnfit), match=says) as refused:
        add(manager, Details(**told))
    assert refused.value.facts["field"] == field
    assert not Customer.objects.exists()


def test_what_does_not_print_is_left_out(manager: Actor) -> None:
    added = add(manager, Details("company", "Pickle\x00 &\tSons\u202e", "1 Brine Street", "AN1 2AB"))
    assert Customer.objects.get(pk=added.customer).name == "Pickle & Sons"


def test_an_auditor_adds_nobody(books: object) -> None:
    with pytest.raises(NotPermitted):
        add(set_up_anytown("auditor"))
    assert not Customer.objects.exists()


def test_a_day_in_the_past_is_the_day_the_address_holds_from(manager: Actor) -> None:
    added = add_customer(details=MR_OSEI, on=date(2025, 2, 28), at=MORNING, by=manager)
    assert Customer.objects.get(pk=added.customer).addresses.get().valid_from == date(2025, 2, 28)
