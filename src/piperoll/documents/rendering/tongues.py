"""What documents say of themselves, in English and in Welsh: one catalogue of headings, labels and fixed sentences.

A phrase stands in the code and in the templates as it reads in English; `{…}` in it is filled with a value. What a
service or a person wrote (descriptions, reasons, the council's own paragraphs) is never translated.
"""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path

from piperoll.documents.rendering import dates


@cache
def _welsh() -> dict[str, str]:
    """English → Welsh, from `welsh.json`."""
    found: dict[str, str] = json.loads(Path(__file__).with_name("welsh.json").read_text(encoding="utf-8"))
    return found


@cache
def _sentences() -> list[tuple[re.Pattern[str], str]]:
    """How each sentence of the catalogue is known again with its values in it → its Welsh."""
    return [(_known_again(english), ours) for english, ours in _welsh().items() if english.endswith(".")]


@cache
def _phrases() -> list[tuple[re.Pattern[str], str]]:
    """The same of what begins small and so stands within a sentence: `invoice {number}`."""
    return [(_known_again(english), ours) for english, ours in _welsh().items() if english[0].islower()]


def _known_again(english: str) -> re.Pattern[str]:
    """A value ends where the phrase goes on; a name, which may have a full stop in it, at the last place it can."""
    pattern = re.escape(english).replace(r"\{name\}", "(?P<name>.+)")
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", pattern))


class Tongue:
    """A language a document is written in: `en` or `cy`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.words = _welsh() if language == "cy" else {}

    def __call__(self, english: str, **values: object) -> str:
        """A phrase in this language, filled."""
        said = self.words.get(english, english)
        return said.format(**values) if values else said

    def again(self, english: str) -> str:
        """What was written down in English, told again: every sentence of the catalogue in it, every part of a list
        (`; ` between them) that is a phrase of it, and every date. What is neither stays as it is.
        """
        if not self.words:
            return english
        for pattern, ours in _sentences():
            for found in list(pattern.finditer(english)):
                english = english.replace(found[0], ours.format(**found.groupdict()))
        parts = "; ".join(map(self._part, english.split("; ")))
        return dates.in_welsh(parts)

    def _part(self, english: str) -> str:
        for pattern, ours in _phrases():
            if found := pattern.fullmatch(english):
                return ours.format(**found.groupdict())
        return english

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
