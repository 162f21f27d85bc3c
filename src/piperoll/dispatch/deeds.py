"""What single deeds on a document ask alike: the document held, a reason given, a move that can be."""

from __future__ import annotations

from collections.abc import Sequence

from piperoll.dispatch.finding import document_numbered
from piperoll.dispatch.models import Document
from piperoll.dispatch.moving import states_of
from piperoll.foundations.refusals import Refused


class NoReasonGiven(Refused):
    """Say why, in a few words: whoever looks next will need it. Nothing was changed."""


class NotInThatState(Refused):
    """Document {document} is {state}, so that cannot be done to it. Nothing was changed."""


class DoneAlready(Refused):
    """Document {document} is {state} already: nothing was changed."""

    exit_code = 0


STATES_IN_WORDS = {
    "prepared": "waiting to go",
    "pulled": "pulled",
    "claimed": "being sent",
    "in_doubt": "in doubt",
    "sent": "sent",
    "delivered": "delivered",
    "bounced": "bounced",
    "returned": "returned",
    "void": "void",
}


def reason_given(reason: str) -> str:
    """The reason on one line. Raises NoReasonGiven."""
    words = " ".join(reason.split())[:500]
    if not words:
        raise NoReasonGiven()
    return words


def held(document: int, *, among: Sequence[str], becomes: str) -> tuple[Document, str]:
    """The document, locked, and its state, one of `among`. Raises NoSuchDocument, DoneAlready, NotInThatState."""
    found = document_numbered(document)
    state = states_of([document])[document]
    if state == becomes and state not in among:
        raise DoneAlready(document=document, state=STATES_IN_WORDS[state])
    if state not in among:
        raise NotInThatState(document=document, state=STATES_IN_WORDS[state])
    return found, state
