"""Who may see a restricted record: only those with leave, and every look is written down, granted or not."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from piperoll.customers.models import Customer
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.safeguards.models import View

sql = beside(__file__)
LONGEST_PLACE = 200
NOT_NAMED = "Restricted record"
"""What stands for the name of somebody whose record this person may not see."""


class RecordRestricted(NotPermitted):
    """The record of {reference} is restricted: only those with leave may see it, and this attempt is written down. A
    team manager can give you leave, with a reason."""


def look(customer: Customer, *, place: str, on: date, at: datetime, by: Actor) -> None:
    """Write down that somebody looks at a restricted record; nothing for any other. Raises RecordRestricted.

    The joint account of somebody whose record is restricted is restricted too: it says where they live.
    """
    (found,) = sql.leave(customer=customer.pk, user=by.user_id, on=on)
    if not found.is_restricted:
        return
    View.objects.create(
        customer=customer, username=by.username, at=at, place=place[:LONGEST_PLACE], grant_id=found.grant_id
    )
    if found.grant_id is None:
        raise RecordRestricted(reference=customer.reference)


def is_restricted(customer: Customer, on: date) -> bool:
    """Whether a record is restricted on a day."""
    return bool(sql.leave(customer=customer.pk, user=0, on=on)[0].is_restricted)


def hidden_from(customers: Collection[int], *, on: date, by: Actor) -> set[int]:
    """Those of some customers whose records are restricted and not for this person."""
    return {row.id for row in sql.hidden(user=by.user_id, on=on)} & set(customers)


def every_hidden(*, on: date, by: Actor) -> set[str]:
    """The references of all restricted records that are not for this person: a few, whatever a list shows."""
    return {row.reference for row in sql.hidden(user=by.user_id, on=on)}


def every_restricted(*, on: date) -> set[str]:
    """The references of all restricted records, whoever has leave to see them."""
    return {row.reference for row in sql.hidden(user=0, on=on)}


def unnamed(rows: Iterable[Any], hidden: Collection[str], *, reference: str, **instead: str) -> list[Any]:
    """Rows of a list without the names of those who are hidden.

    `reference` is where a row keeps the customer's; `instead` what stands in its other places (the name, usually).
    """
    instead = instead or {"customer": NOT_NAMED}
    return [_with(row, instead) if getattr(row, reference) in hidden else row for row in rows]


def _with(row: Any, instead: dict[str, str]) -> Any:
    return row._replace(**instead) if hasattr(row, "_replace") else replace(row, **instead)


def grants_of(customer: Customer) -> list[Any]:
    """Everybody who has or had leave to see a record, newest first."""
    return list(sql.grants(customer=customer.pk))


def views(*, most: int, after: int = 0, customer: Customer | None = None) -> list[Any]:
    """Who looked at restricted records, newest first."""
    return list(sql.views(most=most, after=after, customer=customer.pk if customer else None))
