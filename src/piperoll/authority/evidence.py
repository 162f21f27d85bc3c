"""The files of a request: kept in the database beside it, each once, and not too many."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from piperoll.authority.models import Request, RequestFile
from piperoll.formats.attachments import Document
from piperoll.foundations.refusals import Refused
from piperoll.runs.running import RunInHand

MOST = 10


class TooManyFiles(Refused):
    """A request carries 10 files at most: put pages together into one PDF."""


def keep(documents: Iterable[Document], *, request: Request, run: RunInHand, at: datetime) -> int:
    """Keep files with a request, each once, inside a verb's transaction; says how many are new. Raises TooManyFiles."""
    new = 0
    for one in documents:
        told = {"name": one.name, "kind": one.kind, "size": len(one.content), "content": one.content}
        _, is_new = RequestFile.objects.get_or_create(
            request=request, digest=one.digest, defaults={**told, "known_at": at, "run_id": run.id}
        )
        new += is_new
    if new and RequestFile.objects.filter(request=request).count() > MOST:
        raise TooManyFiles()
    return new
