"""A pulled document may go after all: as it was, or addressed afresh; never against a bar."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dispatch.letters import LATER, now, person, prepare, send, states, to
from piperoll.customers.models import Address
from piperoll.dispatch.deeds import NotInThatState
from piperoll.dispatch.models import Document
from piperoll.dispatch.release_document import NobodyThereNow, StillBarred, release_document
from piperoll.foundations.actors import Actor
from piperoll.safeguards.place_hold import place_hold
from piperoll.safeguards.raise_flag import FlagTold, raise_flag
from the_day import MONDAY, MORNING

SOON = MORNING + timedelta(minutes=5)
NEXT = LATER + timedelta(hours=1)


def test_a_document_pulled_for_a_hold_goes_once_released(billed: int, manager: Actor) -> None:
    prepare(manager)
    place_hold(customer=person("Ada").pk, kind="complaint", until=MONDAY + timedelta(9), note="", **now(manager, SOON))
    assert send(manager).pulled == 1
    released = release_document(document=to("Ada").pk, reason="they want the bill", **now(manager, NEXT))
    assert released.goes_as == released.document
    assert (send(manager, at=NEXT + timedelta(hours=1)).posted, states()["Ada"]) == (1, "sent")


def test_after_a_move_it_is_addressed_afresh(billed: int, manager: Actor) -> None:
    prepare(manager)
    Address.objects.filter(customer=person("Ada")).update(lines="7 New Road")
    send(manager)
    old = to("Ada")
    released = release_document(document=old.pk, reason="new address", **now(manager, NEXT))
    fresh = Document.objects.get(pk=released.goes_as)
    assert (fresh.turn, fresh.lines, old.pk != fresh.pk) == (2, "7 New Road", True)
    assert send(manager, at=NEXT + timedelta(hours=1)).posted == 1
    assert Document.objects.get(pk=old.pk).outbox.state == "void"


def test_not_against_a_bar_nor_to_nobody(billed: int, manager: Actor) -> None:
    prepare(manager)
    told = FlagTold("gone_away", "Neighbour", MONDAY + timedelta(9), happened_on=MONDAY)
    raise_flag(customer=person("Ada").pk, told=told, **now(manager, SOON))
    send(manager)
    with pytest.raises((StillBarred, NobodyThereNow)):
        release_document(document=to("Ada").pk, reason="send it", **now(manager, NEXT))
    with pytest.raises(NotInThatState):
        release_document(document=to("Ben").pk, reason="send it", **now(manager, NEXT))
