"""Every change to what we know of a customer: what, when, by whom, and why."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.database.statements import beside

sql = beside(__file__)


@dataclass(frozen=True)
class Change:
    """One change. `fields` holds (field, was, is) where details themselves changed."""

    run: int
    verb: str
    said: str
    why: str
    at: datetime
    effective_on: date
    by_name: str
    fields: tuple[tuple[str, str, str], ...]


def history(customer: int, *, most: int, after: int = 0) -> list[Change]:
    """The changes to a customer, newest first, with those to the accounts read as one with them."""
    return [
        Change(
            row.id, row.verb, row.said or _in_words(row.verb), row.why or "", row.started_at,
            row.effective_on, row.by_name,
            tuple((name, was, becomes) for name, (was, becomes) in json.loads(row.changed or "{}").items()),
        )
        for row in sql.changes(customer=customer, most=most, after=after)
    ]  # fmt: skip


def _in_words(verb: str) -> str:
    return {"change_customer": "Details changed"}.get(verb, verb.replace("_", " ").capitalize())
