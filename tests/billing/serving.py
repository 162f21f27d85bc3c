"""Self-service, as tests tell it: people of school transport, with Anytown's limits."""

from __future__ import annotations

from typing import Any

from crediting import somebody, take_in_sample_limits
from piperoll.authority.models import UserService
from piperoll.authority.sign_in import actor_for
from piperoll.billing.one_off import OneOff
from piperoll.billing.request_customer import CustomerRequested, request_customer
from piperoll.billing.request_invoice import InvoiceRequested, request_invoice
from piperoll.council.models import Service
from piperoll.customers.add_customer import add_customer
from piperoll.customers.details import Details
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING

NOW: dict[str, Any] = {"on": MONDAY, "at": MORNING}
PUGH = Details(kind="person", name="Mrs Gwendolyn Pugh", address="14 Limekiln Row", postcode="AN1 2AB")


def of_service(role: str, *codes: str, username: str = "") -> Actor:
    """Somebody of a service: school transport's unless told otherwise."""
    name = username or f"{role}.one"
    somebody(role, name)
    for code in codes or ("BUS",):
        UserService.objects.get_or_create(user_id=somebody(role, name).user_id, service=Service.objects.get(code=code))
    return actor_for(name)


def limits() -> None:
    """Anytown's own."""
    take_in_sample_limits()


def customer(by: Actor, told: Details = PUGH) -> str:
    """A customer's reference."""
    return add_customer(details=told, by=by, **NOW).reference


def wanted(customer_ref: str, pounds: str = "12.00", key: str = "K1", service: str = "BUS", **line: str) -> OneOff:
    """One invoice of one line."""
    code = {"BUS": "BUS01", "TRADE": "TW01"}[service]
    told = {"description": "Replacement bus pass", "quantity": "1", "unit_price": pounds, "vat_code": "Z" if service == "BUS" else "N",
            "income_code": code} | line  # fmt: skip
    return OneOff(service, key, {"customer_ref": customer_ref}, (told,))


def ask_customer(by: Actor, told: Details = PUGH, **more: Any) -> CustomerRequested:
    """Ask for a customer."""
    return request_customer(**{"service": "BUS", "details": told, "why": "A bus pass for Amy", "by": by, **NOW} | more)


def ask_invoice(by: Actor, asked: OneOff, **more: Any) -> InvoiceRequested:
    """Ask for an invoice."""
    return request_invoice(**{"asked": asked, "why": "The pass was lost", "by": by, **NOW} | more)
