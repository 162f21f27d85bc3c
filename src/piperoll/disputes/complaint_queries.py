"""What pages and commands ask about complaints: those that stand, one with its story, and what was learnt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from piperoll.database.statements import beside
from piperoll.disputes.rules import complaint_reference
from piperoll.formats.spreadsheet_csv import line

sql = beside(__file__)
SHOWN = {"open": "Not decided", "late": "Late", "all": "All of them"}


def complaints(
    *, state: str = "open", on: date, most: int, after: int = 0, complaint: int | None = None
) -> list[Any]:  # fmt: skip
    """Complaints with the stage each has come to, the first due first."""
    return list(sql.complaints(state=state, on=on, most=most, after=after, complaint=complaint))


def story(complaint: int) -> list[Any]:
    """What happened to a complaint, the newest first."""
    return list(sql.complaint_story(complaint=complaint))


def lessons(*, most: int, after: int = 0) -> list[Any]:
    """The improvement log: what is still to be done first."""
    return list(sql.lessons(most=most, after=after))


def as_csv() -> Iterator[str]:
    """The improvement log as a file, without anybody's name."""
    yield line(["lesson", "complaint", "service", "words", "due_on", "done_on", "what_was_done"])
    for row in sql.lessons(most=None, after=0):
        complaint = complaint_reference(row.complaint_id)
        yield line([row.id, complaint, row.service, row.words, row.due_on, row.done_on, row.done])
