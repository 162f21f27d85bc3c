"""Who may be told what, in words: the sentences at the top of an account, before anybody answers a call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from piperoll.customers.models import Customer
from piperoll.safeguards.queries import parties, representatives_on
from piperoll.safeguards.rules import HOLDS, REPRESENTATIVES


@dataclass(frozen=True)
class Telling:
    """Who may be told about an account on a day: the sentences to read, and the representatives they speak of.

    `holds` says in words which holds pause work on the account, its own and those of whoever is liable together.
    """

    sentences: tuple[str, ...]
    representatives: tuple[Any, ...]
    customer_may_be_told: bool
    flags: tuple[str, ...]
    holds: tuple[str, ...]


@dataclass(frozen=True)
class _Party:
    """The customer, or somebody liable together with them, and whoever may speak for them."""

    name: str
    flags: frozenset[str]
    acting: tuple[Any, ...]

    @property
    def may_be_told(self) -> bool:
        return not self.flags & {"deceased", "minor"}


def telling(customer: Customer, on: date) -> Telling:
    """Who may be told about a customer's account on a day: of a joint account, each of those liable for it."""
    rows = parties(customer.pk, on)
    (own, *members) = (
        _party(key, list(found), customer.name, on) for key, found in groupby(rows, key=lambda row: row.id)
    )
    people = members or [own]
    acting = own.acting + tuple(row for member in members for row in member.acting)
    sentences = [_of(one) for one in people]
    sentences += [
        f"{row.name}, {REPRESENTATIVES[row.kind].lower()}: may be told everything, after checking." for row in acting
    ]
    themself = any(one.may_be_told for one in people)
    if not acting and not themself:
        sentences.append("Nobody who may be told is on record yet: ask for proof before saying anything.")
    sentences.append(
        "Anybody else: nothing, unless the customer is there and agrees." if themself else "Anybody else: nothing."
    )
    return Telling(tuple(sentences), acting, themself, tuple(sorted(own.flags)), tuple(_holds(rows)))


def _party(key: int, rows: list[Any], name: str, on: date) -> _Party:
    flags = frozenset(row.state for row in rows if row.source == "flag")
    acting = tuple(
        row
        for row in representatives_on(key, on)
        if row.may_be_told and (row.kind == "executor") == ("deceased" in flags)
    )
    return _Party(rows[0].member or name, flags, acting)


def _of(one: _Party) -> str:
    if "deceased" in one.flags:
        return f"{one.name} has died: speak only to an executor or administrator, with kindness."
    if "minor" in one.flags:
        return f"{one.name} is under 18: speak only to a parent or guardian."
    return f"{one.name}: may be told everything, after checking."


def _holds(rows: list[Any]) -> Iterator[str]:
    for row in rows:
        if row.source == "hold":
            said = f"{HOLDS[row.state]} until {row.valid_to:%-d %B %Y}"
            yield f"{row.member}: {said}" if row.member else said
