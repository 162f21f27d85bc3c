"""An advice of a report and what we know of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from piperoll.formats.bacs_advices import Advice


@dataclass
class Found:
    """An advice, the mandate and the collection it speaks of (or several, `claimed`), and what became of it.

    `event` is what happened to the mandate, `again` whether the collection is presented once more.
    """

    said: Advice
    fingerprint: bytes
    mandate: int | None = None
    customer: int | None = None
    collection: int | None = None
    collected_on: date | None = None
    claimed: list[int] = field(default_factory=list)
    event: str = ""
    again: bool = False
    done: str = ""
    next_step: str = ""
    exception: str = ""
