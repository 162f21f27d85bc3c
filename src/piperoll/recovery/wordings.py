"""Which approved words a reminder run would be written in: by track and stage, in English and in whatever differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from piperoll.database.statements import beside
from piperoll.documents.models import TemplateVersion
from piperoll.documents.template_queries import NoApprovedTemplate, all_in_force
from piperoll.recovery import letters

sql = beside(__file__)
READERS = (("en", "self"), ("cy", "self"), ("en", "representative"), ("en", "executors"), ("en", "joint"))
"""Whom words are looked for, the customer in English first."""


@dataclass(frozen=True)
class Wording:
    """So many letters of a stage on a track: the words most would read, and others somebody may read instead.

    Without any the run cannot be issued.
    """

    track: str
    stage: str
    letters: int
    words: TemplateVersion | None
    others: tuple[TemplateVersion, ...]


def wordings(reminder_run: int, on: date) -> list[Wording]:
    """The words of a run's letters as they are approved on a day, by track and stage."""
    among = all_in_force(letters.KIND, on)
    return [
        Wording(row.track, row.stage, row.letters, *_words(row.track, row.stage, on, among))
        for row in sql.proposed(reminder_run=reminder_run)
    ]


def _words(
    track: str, stage: str, on: date, among: Sequence[TemplateVersion]
) -> tuple[TemplateVersion | None, tuple[TemplateVersion, ...]]:
    try:
        found = [
            letters.words_of(stage, track, language=language, audience=audience, on=on, among=among)
            for language, audience in READERS
        ]
    except NoApprovedTemplate:
        return None, ()
    return found[0], tuple(one for one in dict.fromkeys(found) if one != found[0])
