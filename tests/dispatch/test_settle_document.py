"""An email in doubt is settled by an officer who has looked, and by nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dispatch.letters import LATER, caught, now, prepare, send, states, to
from piperoll.dispatch.deeds import NotInThatState
from piperoll.dispatch.moving import move
from piperoll.dispatch.settle_document import settle_document
from piperoll.foundations.actors import Actor
from the_day import MORNING

NEXT = LATER + timedelta(hours=1)


@pytest.mark.parametrize(("went", "emails"), [(True, 1), (False, 2)])
def test_it_went_or_it_goes_again(billed: int, manager: Actor, went: bool, emails: int) -> None:
    batch = prepare(manager).run
    move([to("Ben").pk], "claim", "prepared", run=batch, at=MORNING)
    assert send(manager).in_doubt == 1
    settle_document(document=to("Ben").pk, went=went, reason="the server's log", **now(manager, NEXT))
    send(manager, at=NEXT + timedelta(hours=1))
    assert (states()["Ben"], len(caught())) == ("sent", emails)
    with pytest.raises(NotInThatState):
        settle_document(document=to("Ben").pk, went=True, reason="again", **now(manager, NEXT))
