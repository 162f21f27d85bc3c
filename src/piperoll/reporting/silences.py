"""Silences: what is due and not billed, billed and reached nobody, or came back, and who must look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from piperoll.council.figures import figure
from piperoll.database.statements import beside

sql = beside(__file__)
KINDS = {
    "schedule": "A schedule is due and not billed",
    "care": "Care was delivered and not billed",
    "overbilled": "Care is over and was billed too much",
    "untold": "A contribution is due, and no care was told",
    "unassessed": "Care was delivered without an assessment",
    "unsent": "Bills were raised and reached nobody",
    "returned": "Post or email came back",
}
"""Each kind of silence, by its name."""


@dataclass(frozen=True)
class Silence:
    """One silence: whose, since when, how long in words, and the service that owns it."""

    kind: str
    customer: str
    customer_ref: str
    what: str
    since: date
    why: str
    owner: str
    email: str


def silences(*, on: date, service: str = "") -> list[Silence]:
    """Every silence of `silent_cycles` or more on a day, the longest first. Raises NoFigureHolds."""
    cycles = int(figure("silent_cycles", on))
    return [Silence(**row._asdict()) for row in sql.silences(on=on, cycles=cycles, service=service)]
