"""Who hears, where and how: representatives, executors and joint debtors decide who; delivery choices decide how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from piperoll.database.statements import beside
from piperoll.safeguards.answers import must_be_an_act

sql = beside(__file__)


@dataclass(frozen=True)
class Route:
    """One recipient for one customer, and why it is them.

    `person` is the customer they stand for: a member when the account is joint. `channel` is post, email or telephone.
    """

    customer: int
    person: int
    representative: int | None
    name: str
    why: str
    lines: tuple[str, ...]
    postcode: str
    email: str
    phone: str
    channel: str
    language: str
    format: str


def route(customers: Sequence[int], act: str, on: date) -> list[Route]:
    """Everybody who hears about each customer; a customer nobody can be reached for has no row. Raises NoSuchAct."""
    must_be_an_act(act)
    return [
        Route(
            row.customer_id, row.person_id, row.representative_id, row.name, row.why,
            tuple(filter(None, row.lines.split("\n"))), row.postcode, row.email, row.phone, row.channel, row.language,
            row.format,
        )
        for row in sql.route(customers=list(customers), act=act, on=on)
    ]  # fmt: skip
