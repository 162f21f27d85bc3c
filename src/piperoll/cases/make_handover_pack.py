"""make_handover_pack: a case in one ZIP for a senior or for legal: its story, a statement, every letter as it went."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from piperoll.cases import handover
from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.customers.reading import reading_of
from piperoll.dispatch import post_room
from piperoll.dispatch.models import Copy
from piperoll.dispatch.post_room import CopyLost
from piperoll.documents.rendering.engine import render
from piperoll.foundations.actors import Actor
from piperoll.receivables.models import AccountStatement
from piperoll.receivables.print_statement import statement_pdf
from piperoll.receivables.statements import draw_up
from piperoll.runs import running
from piperoll.safeguards.words import few_words

TWO_YEARS = timedelta(days=730)
MOST_LETTERS = 300
ENDS = {"application/pdf": "pdf", "message/rfc822": "eml", "text/plain": "txt"}


@dataclass(frozen=True)
class HandoverPackMade:
    """A case in one ZIP: how many letters are in it, and how many are kept no more."""

    run: int
    customer: str
    letters: int
    lost: int
    content: bytes = field(repr=False)


def make_handover_pack(*, customer: str, to: str, reason: str, on: date, at: datetime, by: Actor) -> HandoverPackMade:
    """Put everything about a case together for somebody (`to`), and put on record who took it out and why.

    Raises NoSuchCustomer, WordsMissing, WordsTooLong, CardNumber, CannotPrint.
    """
    whom, why = few_words(to, "who it is for", longest=80), few_words(reason, "why it is handed over")
    whose = by_reference(customer)
    with running.act("make_handover_pack", on=on, at=at, by=by, customer=whose.pk, to=whom) as run:
        draw_up(run=run.id, since=on - TWO_YEARS, until=on, at=at, customer=whose.pk)
        statement = AccountStatement.objects.get(run_id=run.id)
        files = {
            "case.pdf": render(handover.document(whose, to=whom, reason=why, on=on)),
            "statement.pdf": statement_pdf(statement.pk, reading_of(whose.pk, on))[1],
        }
        letters, lost = _letters(whose)
        run.finish(said=f"Handed over to {whom}", why=why, letters=len(letters), lost=lost)
    return HandoverPackMade(run.id, whose.reference, len(letters), lost, _zipped({**files, **letters}, on))


def _letters(whose: Customer) -> tuple[dict[str, bytes], int]:
    """Every copy there is of what went to them, by its file's name; and how many are kept no more."""
    found, lost = {}, 0
    copies = Copy.objects.select_related("document").filter(document__customer_id=whose.pk).order_by("-id")
    for copy in copies[:MOST_LETTERS]:
        one = copy.document
        try:
            content = post_room.kept(bytes(copy.sha256))
        except CopyLost:
            lost += 1
            continue
        found[f"letters/{one.dated}-{one.kind}-{copy.pk}.{ENDS[copy.media]}"] = content
    return found, lost


def _zipped(files: dict[str, bytes], on: date) -> bytes:
    """The files in one ZIP, each dated by the day it was made for."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in files.items():
            pack.writestr(zipfile.ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()
