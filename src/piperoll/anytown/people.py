"""Making a person of Anytown: title, first and last name, and the short forms a bank prints."""

from __future__ import annotations

import unicodedata
from random import Random
from typing import NamedTuple

from piperoll.anytown.dice import happens, one_of, weighted
from piperoll.anytown.names import ORIGINS, SHARES, Origin

_WOMENS_TITLES = {"Mrs": 44.0, "Ms": 30.0, "Miss": 18.0, "Dr": 5.0, "Mx": 1.0, "Rev": 1.0, "Cllr": 1.0}
_MENS_TITLES = {"Mr": 90.0, "Dr": 5.0, "Mx": 1.0, "Rev": 2.0, "Prof": 1.0, "Cllr": 1.0}
_OPENED = str.maketrans({"ł": "l", "Ł": "L"})


class Person(NamedTuple):
    """Somebody in Anytown. `partner` is the other first name of a couple who are billed together, or empty."""

    title: str
    first: str
    last: str
    partner: str = ""

    @property
    def full(self) -> str:
        """As a letter addresses them: `Mrs Hazel Ackroyd`, `Mr D & Mrs P Jolly`."""
        if self.partner:
            return f"Mr {self.first[0]} & Mrs {self.partner[0]} {self.last}"
        return f"{self.title} {self.first} {self.last}"


def a_person(rng: Random, *, family: str = "") -> Person:
    """Somebody; with a `family` name given, a relation."""
    origin = weighted(rng, SHARES)
    if family:
        origin = next((o for o in ORIGINS if set(family.split("-")) & set(o.surnames)), origin)
    woman = happens(rng, 0.52)
    first = one_of(rng, origin.women if woman else origin.men)
    title = weighted(rng, _WOMENS_TITLES if woman else _MENS_TITLES)
    return Person(title, first, family or _surname(rng, origin))


def a_couple(rng: Random) -> Person:
    """Two people billed together under one surname."""
    origin = weighted(rng, SHARES)
    return Person("Mr", one_of(rng, origin.men), _surname(rng, origin), one_of(rng, origin.women))


def _surname(rng: Random, origin: Origin) -> str:
    last = one_of(rng, origin.surnames)
    if happens(rng, 0.04):
        other = one_of(rng, weighted(rng, SHARES).surnames)
        return f"{last}-{other}" if other != last else last
    return last


def as_banks_write(text: str) -> str:
    """Capitals of plain letters, as British payment systems carry them: `MAŁGORZATA` comes out as `MALGORZATA`."""
    if text.isascii():
        return text.upper()
    plain = unicodedata.normalize("NFKD", text.translate(_OPENED))
    return "".join(mark for mark in plain if ord(mark) < 128).upper()


def on_a_bank_line(rng: Random, person: Person) -> str:
    """The person's name as the bank shows it: one of half a dozen habits, cut to 18 characters."""
    initial, title = person.first[0], person.title
    shown = weighted(
        rng,
        {
            f"{initial} {person.last}": 30.0,
            f"{person.first} {person.last}": 24.0,
            f"{title} {initial} {person.last}": 16.0,
            f"{person.last} {initial}": 14.0,
            f"{person.last} {person.first}": 8.0,
            f"{title} {person.first} {person.last}": 8.0,
        },
    )
    if person.partner and happens(rng, 0.6):
        shown = f"{initial} & {person.partner[0]} {person.last}"
    return as_banks_write(shown)[:18].strip()
