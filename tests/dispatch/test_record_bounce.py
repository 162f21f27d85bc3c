"""An email that comes back goes by post; where there is no post, somebody sees it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dispatch.letters import LATER, now, person, prepare, send, to
from piperoll.customers.models import Address
from piperoll.dispatch.deeds import DoneAlready, NotInThatState
from piperoll.dispatch.models import Document
from piperoll.dispatch.record_bounce import record_bounce
from piperoll.foundations.actors import Actor

NEXT = LATER + timedelta(hours=1)


def test_a_bounce_falls_back_to_post_once(billed: int, manager: Actor) -> None:
    prepare(manager)
    send(manager)
    old = to("Ben")
    bounced = record_bounce(document=old.pk, reason="mailbox full", **now(manager, NEXT))
    with pytest.raises(DoneAlready):
        record_bounce(document=old.pk, reason="mailbox full", **now(manager, NEXT))
    assert send(manager, at=NEXT + timedelta(hours=1)).posted == 1
    letter = Document.objects.get(pk=bounced.goes_as)
    assert (letter.channel, letter.turn, letter.outbox.state) == ("post", 2, "sent")
    assert "since the email came back" in letter.why


def test_without_an_address_it_waits_pulled(billed: int, manager: Actor) -> None:
    prepare(manager)
    send(manager)
    Address.objects.filter(customer=person("Ben")).delete()
    bounced = record_bounce(document=to("Ben").pk, reason="no such user", **now(manager, NEXT))
    assert Document.objects.get(pk=bounced.goes_as).outbox.state == "pulled"


def test_a_letter_does_not_bounce(billed: int, manager: Actor) -> None:
    prepare(manager)
    send(manager)
    with pytest.raises(NotInThatState, match="does not bounce"):
        record_bounce(document=to("Ada").pk, reason="?", **now(manager, NEXT))
