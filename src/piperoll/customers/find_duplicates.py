"""find_duplicates: every customer is compared with all that could be the same; the likely pairs wait for a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from psycopg.types.json import Jsonb

from piperoll.customers.duplicates.engine import likely_pairs, must_be_installed
from piperoll.customers.duplicates.spelling import Likeness, likeness
from piperoll.database.copying import copy_rows
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.runs import running

sql = beside(__file__)
BODIES = ("company", "public_body")


@dataclass(frozen=True)
class Found:
    """What a search found: so many customers compared, so many pairs likely to be one, so many of them to look at."""

    run: int
    customers: int
    pairs: int
    waiting: int


def find_duplicates(*, on: date, at: datetime, by: Actor, memory: str = "") -> Found:
    """Renew the list of likely duplicates. What was said of a pair is remembered; `memory` bounds the engine, like 2GB.

    Raises DuplicatesNotInstalled, StillWorking; then nothing has changed.
    """
    must_be_installed()
    with running.start("find_duplicates", on=on, at=at, by=by) as run:
        compared = _Counted(_everybody())
        pairs = likely_pairs(compared, memory=memory)
        with transaction.atomic():
            sql.renew()
            columns = ("first_id", "second_id", "score", "evidence")
            copy_rows("found_pair", columns, ((p.first, p.second, p.score, Jsonb(list(p.evidence))) for p in pairs))
            sql.keep(run=run.id)
            (counts,) = sql.waiting(on=on)
            run.finish(customers=compared.many, **counts._asdict())
    return Found(run.id, compared.many, counts.pairs, counts.waiting)


class _Counted:
    """An iterable that knows how many it gave."""

    def __init__(self, things: Iterator[Likeness]) -> None:
        self._things, self.many = things, 0

    def __iter__(self) -> Iterator[Likeness]:
        for thing in self._things:
            self.many += 1
            yield thing


def _everybody() -> Iterator[Likeness]:
    with transaction.atomic():
        for row in sql.stream("everybody"):
            yield as_compared(row)


def as_compared(row: Any) -> Likeness:
    """A customer's row as the engine compares it."""
    return likeness(
        id=row.id,
        name=row.name,
        is_body=row.kind in BODIES,
        first_name=row.first_name,
        last_name=row.last_name,
        address=row.lines or "",
        postcode=row.postcode or "",
        email=row.email or "",
        phone=row.phone or "",
        company_number=row.company_number,
    )
