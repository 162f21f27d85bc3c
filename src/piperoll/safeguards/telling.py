"""Who may be told what, in words: the sentences at the top of an account, before anybody answers a call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from piperoll.customers.models import Customer
from piperoll.safeguards.queries import flags_on, representatives_on
from piperoll.safeguards.rules import REPRESENTATIVES


@dataclass(frozen=True)
class Telling:
    """Who may be told about an account on a day: the sentences to read, and the representatives they speak of."""

    sentences: tuple[str, ...]
    representatives: tuple[Any, ...]
    customer_may_be_told: bool
    flags: tuple[str, ...]


def telling(customer: Customer, on: date) -> Telling:
    """Who may be told about a customer's account on a day."""
    flags = {flag.kind for flag in flags_on(customer.pk, on)}
    is_dead = "deceased" in flags
    acting = tuple(
        row for row in representatives_on(customer.pk, on) if row.may_be_told and (row.kind == "executor") == is_dead
    )
    themself = not flags & {"deceased", "minor"}
    sentences = [_of_the_customer(customer.name, flags)]
    sentences += [
        f"{row.name}, {REPRESENTATIVES[row.kind].lower()}: may be told everything, after checking." for row in acting
    ]
    if not acting and not themself:
        sentences.append("Nobody who may be told is on record yet: ask for proof before saying anything.")
    sentences.append(
        "Anybody else: nothing, unless the customer is there and agrees." if themself else "Anybody else: nothing."
    )
    return Telling(tuple(sentences), acting, themself, tuple(sorted(flags)))


def _of_the_customer(name: str, flags: set[str]) -> str:
    if "deceased" in flags:
        return f"{name} has died: speak only to an executor or administrator, with kindness."
    if "minor" in flags:
        return f"{name} is under 18: speak only to a parent or guardian."
    return f"{name}: may be told everything, after checking."
