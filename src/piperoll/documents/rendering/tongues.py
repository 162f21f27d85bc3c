"""What documents say of themselves, in English and in Welsh: one catalogue of headings, labels and fixed sentences.

A phrase stands in the code and in the templates as it reads in English; `{…}` in it is filled with a value. What a
service or a person wrote (descriptions, reasons, the council's own paragraphs) is never translated.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

from piperoll.documents.rendering import dates


@cache
def _welsh() -> dict[str, str]:
    """English → Welsh, from `welsh.json`."""
    found: dict[str, str] = json.loads(Path(__file__).with_name("welsh.json").read_text(encoding="utf-8"))
    return found


class Tongue:
    """A language a document is written in: `en` or `cy`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.words = _welsh() if language == "cy" else {}

    def __call__(self, english: str, **values: object) -> str:
        """A phrase in this language, filled."""
        said = self.words.get(english, english)
        return said.format(**values) if values else said

    def day(self, on: date) -> str:
        """`1 December 2026`, `1 Rhagfyr 2026`."""
        return dates.long_date(on, self.language)

    def short_day(self, on: date) -> str:
        """`1 Dec 2026`, `1 Rhag 2026`."""
        return dates.short_date(on, self.language)

    def day_and_month(self, on: date) -> str:
        """`1 December`, `1 Rhagfyr`."""
        return dates.day_and_month(on, self.language)


FOLLOWS_IN_ENGLISH = (
    "Descriptions are as the services wrote them. The same in English begins on a page of its own after this."
)
DESCRIPTIONS_AS_WRITTEN = "Descriptions are as the services wrote them."
SORRY_NO_WELSH = "We do not have these words in Welsh yet. We are sorry."


def in_tongue(language: str) -> dict[str, object]:
    """What every template is told of a document's language; the same once more in English is the document's to add."""
    return {
        "language": language,
        "words": Tongue(language).words,
        "english": None,
        "in_english_too": FOLLOWS_IN_ENGLISH,
    }
