"""The recheck at dispatch: what happened since a document was prepared that says it must not go now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.timezone import localdate

from piperoll.database.statements import beside
from piperoll.dispatch.kinds import acts, every
from piperoll.dispatch.models import Document
from piperoll.dispatch.moving import move
from piperoll.dispatch.rules import TO_MANY

sql = beside(__file__)


def recheck(documents: Sequence[int], *, run: int, on: date, at: datetime) -> list[int]:
    """Pull what must not go, each with its reason; which they were. Asked of the moment's own day, whatever day the
    run counts from, and of that day too where it is later: neither is a way round the other."""
    pulled: dict[int, str] = {}
    for day in sorted({localdate(at), max(on, localdate(at))}):
        left = [one for one in documents if one not in pulled]
        found = sql.must_not_go(documents=left, kinds=list(acts()), acts=list(acts().values()), to_many=TO_MANY, on=day)
        pulled |= {row.document_id: row.reason for row in found}
        pulled |= _no_longer_right([one for one in left if one not in pulled], day)
    return move(list(pulled), "pull", "prepared", run=run, at=at, reasons=list(pulled.values())) if pulled else []


def _no_longer_right(documents: Sequence[int], on: date) -> dict[int, str]:
    """What the rooms above have against their own documents."""
    found: dict[int, str] = {}
    for kind in every():
        if kind.no_longer_right:
            mine = dict(Document.objects.filter(pk__in=documents, kind=kind.name).values_list("pk", "source_id"))
            said = kind.no_longer_right(list(mine.values()), on) if mine else {}
            found |= {document: said[source] for document, source in mine.items() if source in said}
    return found
