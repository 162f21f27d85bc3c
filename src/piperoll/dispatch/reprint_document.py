"""reprint_document: the very bytes that were sent, once more, and the fact that somebody took them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.dispatch import post_room
from piperoll.dispatch.finding import copy_of, document_numbered
from piperoll.foundations.actors import Actor
from piperoll.runs import running


@dataclass(frozen=True)
class Reprinted:
    """The PDF or the text as it was sent, and the SHA-256 that proves it."""

    run: int
    document: int
    number: str
    sha256: str
    media: str
    content: bytes

    @property
    def file_name(self) -> str:
        """What to call it."""
        return f"{self.number}.{'txt' if self.media == 'text/plain' else 'pdf'}"


def reprint_document(*, document: int, on: date, at: datetime, by: Actor) -> Reprinted:
    """Take a sent document out again. Raises NoSuchDocument, NoSuchCopy, CopyLost."""
    with running.act("reprint_document", on=on, at=at, by=by, document=document) as run:
        found, copy = document_numbered(document), copy_of(document)
        content = post_room.kept(bytes(copy.sha256))
    return Reprinted(run.id, document, found.number, bytes(copy.sha256).hex(), copy.media, content)
