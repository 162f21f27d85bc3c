"""A document that has not gone can be voided, with a reason; one that went cannot."""

from __future__ import annotations

import pytest

from dispatch.letters import now, prepare, send, states, to
from piperoll.dispatch.deeds import DoneAlready, NoReasonGiven, NotInThatState
from piperoll.dispatch.finding import NoSuchDocument
from piperoll.dispatch.void_document import void_document
from piperoll.foundations.actors import Actor


def test_a_voided_document_never_goes(billed: int, manager: Actor) -> None:
    prepare(manager)
    with pytest.raises(NoReasonGiven):
        void_document(document=to("Ada").pk, reason=" ", **now(manager))
    void_document(document=to("Ada").pk, reason="billed by mistake", **now(manager))
    assert (send(manager).posted, states()["Ada"], to("Ada").outbox.reason) == (0, "void", "billed by mistake")
    with pytest.raises(DoneAlready) as refusal:
        void_document(document=to("Ada").pk, reason="again", **now(manager))
    assert refusal.value.exit_code == 0


def test_what_has_gone_cannot_be_voided(billed: int, manager: Actor) -> None:
    prepare(manager)
    send(manager)
    with pytest.raises(NotInThatState, match="is sent"):
        void_document(document=to("Ada").pk, reason="too late", **now(manager))
    with pytest.raises(NoSuchDocument):
        void_document(document=999_999, reason="none", **now(manager))
