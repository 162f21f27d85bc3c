"""hear_from_notify: GOV.UK Notify tells us what became of one thing it was given. Told twice, it changes nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.dispatch.deeds import DoneAlready
from piperoll.dispatch.finding import NoSuchDocument, document_numbered
from piperoll.dispatch.models import Document
from piperoll.dispatch.moving import states_of
from piperoll.dispatch.outcomes import STATUSES, note
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

_REFERENCE = re.compile(r"<?document-(\d{1,18})(@[^>]*>)?")


class NoSuchStatus(Refused):
    """{status!r} is not a status GOV.UK Notify gives. It gives {known}."""


class NotSentYet(Refused):
    """Document {document} is still being handed over: tell us again in a few minutes."""


@dataclass(frozen=True)
class Heard:
    """What a document came to: delivered, failed, or still on its way."""

    run: int
    document: int
    outcome: str


def hear_from_notify(*, reference: str, status: str, on: date, at: datetime, by: Actor) -> Heard:
    """Note what became of the document that carries our reference; one that failed goes by post where that is the rule.

    Raises NoSuchStatus, NoSuchDocument, NotSentYet, DoneAlready.
    """
    if status not in STATUSES:
        raise NoSuchStatus(status=status[:40], known=", ".join(STATUSES))
    document = document_of(reference)
    with running.act("hear_from_notify", on=on, at=at, by=by, document=document.pk, status=status) as run:
        state = states_of([document.pk])[document.pk]
        if state in ("prepared", "claimed"):
            raise NotSentYet(document=document.pk)
        outcome = note(document, status, run=run.id, on=on, at=at)
        if outcome == "known":
            raise DoneAlready(document=document.pk, state=state)
        run.finish(document=document.pk, outcome=outcome)
    return Heard(run.id, document.pk, outcome)


def document_of(reference: str) -> Document:
    """The document that a reference of ours is of: `document-812`, or the name of an email. Raises NoSuchDocument."""
    found = _REFERENCE.fullmatch(reference.strip())
    if found is None:
        raise NoSuchDocument(document=reference[:60])
    return document_numbered(int(found[1]))
