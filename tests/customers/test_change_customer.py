"""A customer moves, marries, changes number: what was true before stays on record."""

from dataclasses import replace
from datetime import date

import pytest

from customers.test_add_customer import MR_OSEI
from piperoll.customers.add_customer import add_customer
from piperoll.customers.change_customer import Changed, NothingChanged, change_customer, details_of
from piperoll.customers.details import DetailUnfit
from piperoll.customers.models import Customer
from piperoll.customers.queries import NoSuchCustomer
from piperoll.foundations.actors import Actor
from piperoll.runs.models import Run
from the_day import MONDAY, MORNING

SPRING = date(2027, 4, 1)


@pytest.fixture
def osei(manager: Actor) -> Customer:
    added = add_customer(details=MR_OSEI, on=MONDAY, at=MORNING, by=manager)
    return Customer.objects.get(pk=added.customer)


def change(customer: Customer, by: Actor, on: date = SPRING, **facts: str) -> Changed:
    return change_customer(
        customer=customer.pk, details=replace(details_of(customer), **facts), on=on, at=MORNING, by=by
    )


def test_a_move_ends_the_old_address_the_day_before(manager: Actor, osei: Customer) -> None:
    changed = change(osei, manager, address="1 Brine Street", postcode="AN1 2AB")
    assert changed.fields == {
        "address": ("9 Weavers Court\nAnytown", "1 Brine Street"),
        "postcode": ("AN5 2LB", "AN1 2AB"),
    }
    told = osei.addresses.order_by("valid_from").values_list("postcode", "valid_from", "valid_to")
    assert list(told) == [("AN5 2LB", MONDAY, date(2027, 3, 31)), ("AN1 2AB", SPRING, None)]


def test_a_slip_mended_the_same_day_leaves_no_address_that_never_was(manager: Actor, osei: Customer) -> None:
    change(osei, manager, on=MONDAY, address="9 Weavers Yard")
    assert list(osei.addresses.values_list("lines", "valid_to")) == [("9 Weavers Yard", None)]


def test_a_name_and_an_email_change_and_the_rest_stays(manager: Actor, osei: Customer) -> None:
    changed = change(osei, manager, name="Dr Kwabena Osei", email="", phone="01632 960 999")
    osei.refresh_from_db()
    assert osei.name == "Dr Kwabena Osei"
    assert (details_of(osei).email, details_of(osei).phone, osei.contacts.count()) == ("", "01632 960 999", 3)
    assert osei.addresses.count() == 1
    run = Run.objects.get(pk=changed.run)
    assert (run.inputs["customer"], run.totals["changed"]["name"]) == (osei.pk, ["Mr Kwabena Osei", "Dr Kwabena Osei"])


def test_nothing_new_is_said_so_and_leaves_no_run(manager: Actor, osei: Customer) -> None:
    with pytest.raises(NothingChanged) as refused:
        change(osei, manager, postcode="an5  2lb")
    assert refused.value.exit_code == 0
    assert not Run.objects.filter(verb="change_customer").exists()


def test_a_bad_detail_changes_nothing(manager: Actor, osei: Customer) -> None:
    with pytest.raises(DetailUnfit):
        change(osei, manager, name="Dr Osei", email="nowhere")
    osei.refresh_from_db()
    assert osei.name == "Mr Kwabena Osei"


def test_nobody_is_not_changed(manager: Actor) -> None:
    with pytest.raises(NoSuchCustomer):
        change_customer(customer=404, details=MR_OSEI, on=MONDAY, at=MORNING, by=manager)
