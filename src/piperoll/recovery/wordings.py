"""Which approved words a reminder run would be written in: by track, stage and way, in English and in whatever
differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from piperoll.database.statements import beside
from piperoll.documents.models import TemplateVersion
from piperoll.documents.template_queries import NoApprovedTemplate, all_in_force
from piperoll.recovery import letters

sql = beside(__file__)
READERS = (("en", "self"), ("cy", "self"), ("en", "representative"), ("en", "executors"), ("en", "joint"))
"""Whom words are looked for, the customer in English first."""


@dataclass(frozen=True)
class Wording:
    """So many letters of a stage on a track by one way: the words most would read, others somebody may read instead.

    Without any the run cannot be issued.
    """

    track: str
    stage: str
    goes_by: str
    letters: int
    words: TemplateVersion | None
    others: tuple[TemplateVersion, ...]


def wordings(reminder_run: int, on: date) -> list[Wording]:
    """The words of a run's letters as they are approved on a day, by track, stage and way."""
    among = {kind: all_in_force(kind, on) for kind in letters.KINDS}
    return [
        Wording(row.track, row.stage, row.goes_by, row.letters, *_words(row, on, among[letters.kind_of(row.goes_by)]))
        for row in sql.proposed(reminder_run=reminder_run)
    ]


def _words(
    row: Any, on: date, among: Sequence[TemplateVersion]
) -> tuple[TemplateVersion | None, tuple[TemplateVersion, ...]]:
    kind = letters.kind_of(row.goes_by)
    try:
        found = [
            letters.words_of(kind, row.stage, row.track, language=language, audience=audience, on=on, among=among)
            for language, audience in READERS
        ]
    except NoApprovedTemplate:
        return None, ()
    return found[0], tuple(one for one in dict.fromkeys(found) if one != found[0])
