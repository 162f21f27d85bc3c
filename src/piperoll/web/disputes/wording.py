"""How disputes are told on pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from piperoll.disputes.rules import OUTCOMES, STEPS
from piperoll.web.components.status import Tag

SECTION = "Recovery"
_COLOURS = {
    "upheld": "green",
    "part_upheld": "teal",
    "not_upheld": "grey",
    "answered": "green",
    "withdrawn": "grey",
    "charged_back": "purple",
}
TITLES = {
    "raised": "The customer said",
    "asked": "A service was asked",
    "answered": "A service answered",
    **STEPS,
    **{f"closed_{outcome}": f"Closed: {words.lower()}" for outcome, words in OUTCOMES.items()},
}


def state_tag(row: Any, today: date) -> Tag:
    """Where a dispute stands, in a word or two."""
    if row.outcome:
        return Tag(OUTCOMES[row.outcome], _COLOURS[row.outcome])
    if row.answered_on:
        return Tag("To be decided", "yellow")
    if row.answer_by < today:
        return Tag("Answer late", "red")
    return Tag("With the service", "blue")


def credit_tag(row: Any) -> list[Tag]:
    """What became of the credit note that was asked for, where it is not issued."""
    words = {
        "waiting": Tag("Credit note waits", "yellow"),
        "returned": Tag("Credit note waits", "yellow"),
        "refused": Tag("Credit note refused", "red"),
        "withdrawn": Tag("Credit note withdrawn", "red"),
    }
    return [words[row.request_state]] if row.request_state in words else []
