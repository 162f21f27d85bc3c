"""One invented customer for tests of what is known of them."""

from __future__ import annotations

from piperoll.customers.add_customer import add_customer
from piperoll.customers.details import Details
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING


def ada(by: Actor, name: str = "Ms Ada Lovegrove", kind: str = "person") -> Customer:
    """Somebody at 2 Vinegar Lane with an email address."""
    told = Details(kind=kind, name=name, address="2 Vinegar Lane", postcode="AN1 2AB", email="ada@lovegrove.example")
    return Customer.objects.get(pk=add_customer(details=told, on=MONDAY, at=MORNING, by=by).customer)
