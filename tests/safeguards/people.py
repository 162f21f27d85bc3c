"""Invented people to protect, and short words for the verbs that do it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from piperoll.customers.add_customer import add_customer
from piperoll.customers.details import Details
from piperoll.foundations.actors import Actor
from piperoll.safeguards.add_representative import RepresentativeTold, add_representative
from piperoll.safeguards.place_hold import place_hold
from piperoll.safeguards.raise_flag import FlagTold, raise_flag
from the_day import MONDAY, MORNING

REVIEW = MONDAY + timedelta(days=90)
PARTICULARS: dict[str, dict[str, Any]] = {
    "vulnerable": {"needs": "Large print; telephone before writing"},
    "deceased": {"happened_on": date(2026, 11, 3)},
    "gone_away": {},
    "insolvent": {"happened_on": date(2026, 10, 1), "insolvency": "bankruptcy", "reference": "BKT 123 of 2026"},
    "minor": {"happened_on": date(2011, 2, 28)},
    "restricted": {},
}


def somebody(by: Actor, name: str = "Mrs Edith Crane", postcode: str = "AN1 2AB", **more: str) -> int:
    """A customer of this name, at 3 Brine Street unless told otherwise."""
    told = {"kind": "person", "address": "3 Brine Street\nAnytown"} | more
    return add_customer(details=Details(name=name, postcode=postcode, **told), on=MONDAY, at=MORNING, by=by).customer


def flag(by: Actor, customer: int, kind: str, on: date = MONDAY, **more: Any) -> int:
    """A flag with all it needs."""
    facts = {"evidence": "A letter of 20 November", "review_on": on + timedelta(days=90)} | PARTICULARS[kind] | more
    return raise_flag(customer=customer, told=FlagTold(kind=kind, **facts), on=on, at=MORNING, by=by).flag


def hold(by: Actor, customer: int, kind: str = "dispute", on: date = MONDAY, days: int = 30, **more: Any) -> int:
    """A hold of so many days."""
    until = on + timedelta(days=days)
    return place_hold(
        customer=customer, kind=kind, until=until, note="As agreed", on=on, at=MORNING, by=by, **more
    ).hold


def represent(by: Actor, customer: int, kind: str, name: str = "Mr Piers Quill", on: date = MONDAY, **more: Any) -> int:
    """Somebody acts for the customer: told and billed unless informal, which is told alone."""
    facts = {
        "address": "8 Chancery Close\nAnytown", "postcode": "AN2 4CD", "proof": "Court order", "proof_seen_on": MONDAY,
        "is_billed": kind != "informal",
    } | more  # fmt: skip
    told = RepresentativeTold(kind=kind, name=name, **facts)
    return add_representative(customer=customer, told=told, on=on, at=MORNING, by=by).representative
