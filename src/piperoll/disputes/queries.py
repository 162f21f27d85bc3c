"""What pages and commands ask about disputes: those that stand, one with its story, how many wait for a service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor

sql = beside(__file__)
STATES = {
    "open": "Not closed",
    "late": "Answer late",
    "asked": "With a service",
    "answered": "Answered, to be decided",
    "credit": "Credit waits or was refused",
    "closed": "Closed",
}


@dataclass(frozen=True)
class Wanted:
    """Which disputes a list shows: in a state of STATES, with a service, about a code, of a customer."""

    state: str = "open"
    service: str = ""
    code: str = ""
    customer: str = ""


def listed(wanted: Wanted, who: Actor, *, on: date, most: int, after: int = 0, dispute: int | None = None) -> list[Any]:
    """Disputes somebody may see, the first due first, those closed after them, the newest first."""
    return list(
        sql.listed(
            dispute=dispute, state=wanted.state, service=wanted.service, code=wanted.code, customer=wanted.customer,
            services=_services(who), on=on, most=most, after=after,
        )
    )  # fmt: skip


def story(dispute: int) -> list[Any]:
    """What happened in a dispute, the newest first: asked, chased, answered, closed."""
    return list(sql.story(dispute=dispute))


def for_you(who: Actor) -> int:
    """How many disputes wait for the answer of somebody's services."""
    (row,) = sql.for_you(services=_services(who))
    return int(row.many)


def of_invoice(invoice: int) -> list[Any]:
    """The disputes of one invoice."""
    return list(sql.of_invoice(invoice=invoice))


def _services(who: Actor) -> list[int] | None:
    return None if who.services is None else sorted(who.services)
