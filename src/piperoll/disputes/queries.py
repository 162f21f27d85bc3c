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


def charge_backs(who: Actor, *, since: date | None, until: date | None, most: int, after: int = 0) -> list[Any]:
    """The register of debts charged back to services somebody may see, the newest first, of some days or all."""
    return list(sql.charge_backs(services=_services(who), since=since, until=until, most=most, after=after))


def charged_back(who: Actor, *, since: date | None, until: date | None) -> list[Any]:
    """How many debts, and how much, each service bears, the most first."""
    return list(sql.charged_back(services=_services(who), since=since, until=until))


def may_charge_back(dispute: int, on: date) -> bool:
    """Whether a dispute is stale on a day, and not asked to be charged back already."""
    return bool(sql.may_charge_back(dispute=dispute, on=on)[0].may)


def of_invoice(invoice: int) -> list[Any]:
    """The disputes of one invoice."""
    return list(sql.of_invoice(invoice=invoice))


def _services(who: Actor) -> list[int] | None:
    return None if who.services is None else sorted(who.services)
