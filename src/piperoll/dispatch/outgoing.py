"""What a dispatch run works through: documents in order, rechecked, drawn and kept; and the tally of what came of
them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from piperoll.database.statements import beside
from piperoll.dispatch import post_room
from piperoll.dispatch.drawing import drawables
from piperoll.dispatch.models import Copy, Document
from piperoll.dispatch.moving import move
from piperoll.dispatch.rechecking import recheck
from piperoll.dispatch.rules import FORMATS, keep_until
from piperoll.documents.rendering.engine import must_be_whole, render_many
from piperoll.foundations.refusals import Refused

sql = beside(__file__)
INTERRUPTED = "The run that was sending it died on the way: it may have gone or not. Look whether it arrived."


@dataclass
class Tally:
    """How many went, and how many did not."""

    progress: Callable[[int], None]
    posted: int = 0
    emailed: int = 0
    texted: int = 0
    pulled: int = 0
    bounced: int = 0
    in_doubt: int = 0

    def add(self, what: str, many: int = 1) -> None:
        """So many more came to this."""
        setattr(self, what, getattr(self, what) + many)
        self.progress(sum(self.counts().values()))

    def counts(self) -> dict[str, int]:
        """By name."""
        return {name: getattr(self, name) for name in ("posted", "emailed", "texted", "pulled", "bounced", "in_doubt")}


@dataclass(frozen=True)
class Errand:
    """One dispatch run: which batch, on which day, known at which moment."""

    run: int
    batch: int | None
    on: date
    at: datetime
    tally: Tally
    workers: int | None = field(default=None)


def doubt_interrupted(errand: Errand) -> None:
    """Emails that a run had claimed when it died go in doubt. Only one run dispatches at a time, so none is ours."""
    claimed = [row.document_id for row in sql.claimed()]
    moved = move(claimed, "doubt", "claimed", run=errand.run, at=errand.at, reasons=[INTERRUPTED] * len(claimed))
    if moved:
        errand.tally.add("in_doubt", len(moved))


def waiting(
    errand: Errand, channel: str, some: int, formats: Sequence[str] = tuple(FORMATS)
) -> Iterator[list[Document]]:
    """Prepared documents of a channel, so many at a time and each once, after pulling those that must not go."""
    after = 0
    of = {"batch": errand.batch, "channel": channel, "formats": list(formats), "most": some}
    while ids := [row.document_id for row in sql.next(**of, after=after)]:
        after = ids[-1]
        pulled = set(recheck(ids, run=errand.run, on=errand.on, at=errand.at))
        if pulled:
            errand.tally.add("pulled", len(pulled))
        keep = [key for key in ids if key not in pulled]
        found = Document.objects.select_related("customer").in_bulk(keep)
        if keep:
            yield [found[key] for key in keep]


def drawn(errand: Errand, documents: Sequence[Document]) -> Iterator[tuple[Document, bytes]]:
    """Each document with its PDF; one that cannot be drawn is pulled with the reason, and the rest go on."""
    for _, group in itertools.groupby(sorted(documents, key=lambda d: (d.kind, d.pk)), key=lambda d: d.kind):
        whole = []
        for document, drawable in drawables(list(group)):
            try:
                must_be_whole(drawable)
            except Refused as refusal:
                pull(errand, document, refusal)
            else:
                whole.append((document, drawable))
        pdfs = render_many((drawable for _, drawable in whole), workers=errand.workers)
        for (document, _), (_, pdf) in zip(whole, pdfs, strict=True):
            yield document, pdf


def pull(errand: Errand, document: Document, refusal: Refused) -> None:
    """Pull one document with the reason."""
    if move([document.pk], "pull", "prepared", run=errand.run, at=errand.at, reasons=[refusal.sentence]):
        errand.tally.add("pulled")


def copy_of(errand: Errand, document: Document, media: str, content: bytes) -> Copy:
    """A copy's row, its bytes kept already; saved by whoever sends it."""
    return Copy(
        document=document, media=media, sha256=post_room.keep(content), size=len(content), made_at=errand.at,
        keep_until=keep_until(errand.on), run_id=errand.run,
    )  # fmt: skip


def count_waiting(batch: int | None) -> int:
    """How many documents are prepared and have not gone."""
    return int(sql.count_waiting(batch=batch)[0].waiting)
