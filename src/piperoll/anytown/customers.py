"""The customers of Anytown: each worked out from the seed and their number alone, so that a million need no memory."""

from __future__ import annotations

import re
from random import Random
from typing import NamedTuple

from piperoll.anytown.dice import between, dice, happens, weighted
from piperoll.anytown.firms import a_company, a_joke, a_public_body, a_school
from piperoll.anytown.people import Person, a_couple, a_person, as_banks_write, on_a_bank_line
from piperoll.anytown.places import Address, address, telephone
from piperoll.foundations.references import ReferenceScheme

CUSTOMERS = ReferenceScheme("C", 7)
"""How Anytown writes customer references: they count from 1 in the order customers are first billed."""

KINDS_OF = {
    "ASC": {"person": 92.0, "couple": 8.0},
    "RENT": {"company": 62.0, "sole_trader": 28.0, "public_body": 10.0},
    "TRADE": {"company": 55.0, "sole_trader": 33.0, "public_body": 4.0, "school": 8.0},
    "LIC": {"sole_trader": 48.0, "company": 40.0, "person": 12.0},
    "BUS": {"person": 78.0, "couple": 22.0},
    "MUSIC": {"person": 70.0, "couple": 24.0, "school": 6.0},
    "BC": {"person": 42.0, "couple": 14.0, "company": 38.0, "public_body": 6.0},
    "GARDEN": {"person": 70.0, "couple": 28.0, "sole_trader": 2.0},
}


class Customer(NamedTuple):
    """Somebody to bill. `place` counts from 0; `person` is who they are, or who owns the firm; bodies have none."""

    place: int
    kind: str
    name: str
    person: Person | None
    address: Address
    email: str
    phone: str
    sort_code: str
    account_number: str

    @property
    def reference(self) -> str:
        return CUSTOMERS.write(self.place + 1)

    @property
    def is_body(self) -> bool:
        """A company or a public body: it pays by BACS, quotes purchase orders and sends no Christmas card."""
        return self.kind in ("company", "public_body")


def customer(seed: int, place: int, service: str) -> Customer:
    """The customer of this number, who first came to be billed by this service."""
    rng = dice(seed, "customer", place)
    sort = weighted(rng, KINDS_OF[service])
    person, name = _who(rng, sort)
    kind = {"couple": "person", "school": "public_body"}.get(sort, sort)
    business = kind in ("company", "sole_trader") and happens(rng, 0.6)
    email = _email(name, place) if happens(rng, 0.6) else ""
    phone = telephone(place, mobile=kind in ("person", "sole_trader"))
    sort_code, account_number = bank_details(rng)
    return Customer(
        place, kind, name, person, address(place, business=business), email, phone, sort_code, account_number
    )


def _who(rng: Random, sort: str) -> tuple[Person | None, str]:
    if sort == "company":
        return None, a_company(rng)
    if sort in ("public_body", "school"):
        return None, a_school(rng) if sort == "school" else a_public_body(rng)
    person = a_couple(rng) if sort == "couple" else a_person(rng)
    return person, f"{person.first} {person.last} t/a {a_joke(rng)}" if sort == "sole_trader" else person.full


def bank_details(rng: Random) -> tuple[str, str]:
    """A sort code of the range no bank has (00), and an account number."""
    return f"00{between(rng, 1000, 9999)}", f"{between(rng, 10_000_000, 99_999_999)}"


def _email(name: str, place: int) -> str:
    words = re.findall(r"[a-z]+", as_banks_write(name).lower())
    return f"{'.'.join(words[:3])}.{place}@post.example"


def shown_as(rng: Random, who: Customer) -> str:
    """The payer's name as a bank shows it when they pay themselves."""
    if who.person and (who.kind == "person" or happens(rng, 0.5)):
        return on_a_bank_line(rng, who.person)
    trading = who.name.partition(" t/a ")[2] or who.name
    return as_banks_write(trading).replace(",", "")[:18].strip()
