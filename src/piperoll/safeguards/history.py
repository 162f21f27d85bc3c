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


_WORDS = {
    "change_customer": "Details changed",
    "add_customer": "Put on the books",
    "raise_invoices": "Put on the books: a service’s file billed them",
    "issue_previewed": "Put on the books: a previewed file billed them",
    "raise_one_off": "Put on the books: an invoice by hand billed them",
    "request_invoice": "Put on the books: a service billed them",
    "decide_request": "Put on the books: a service asked, and it was approved",
    "merge_customers": "Merged with another account",
    "unmerge_customers": "Un-merged",
    "tell_apart": "Said to be another person than one like them",
    "put_off_pair": "Compared with one like them, to be looked at again",
    "tell_balance": "Told what they owe in another system",
}


def _in_words(verb: str) -> str:
    return _WORDS.get(verb, verb.replace("_", " ").capitalize())
