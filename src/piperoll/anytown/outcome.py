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


def called(what: str, many: int) -> str:
    """What there are so many of: `cheques`, and of one `cheque`."""
    if many != 1:
        return what
    if what == "people":
        return "person"
    for plural, one in (("ches", "ch"), ("ies", "y"), ("s", "")):
        if what.endswith(plural):
            return what.removesuffix(plural) + one
    return what
