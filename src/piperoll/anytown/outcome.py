"""What came of one step of the demo's day."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """What came of one step: lines in, what came out of them (`out` counts `what`), lines turned away, and pence.

    `already` when it was done in an earlier demo and nothing was changed now.
    """

    chapter: str
    step: str
    run: int | None
    lines_in: int
    out: int
    what: str
    turned_away: int
    pence: int
    already: bool
