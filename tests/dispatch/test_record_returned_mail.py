"""A letter that comes back flags its customer as gone away, once, with an owner and a day to look again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dispatch.letters import LATER, now, person, prepare, send, states, to
from piperoll.dispatch.deeds import DoneAlready, NotInThatState
from piperoll.dispatch.record_returned_mail import record_returned_mail
from piperoll.foundations.actors import Actor
from piperoll.safeguards.add_representative import RepresentativeTold, add_representative
from piperoll.safeguards.models import Flag
from the_day import MONDAY

NEXT = LATER + timedelta(hours=1)


def test_the_customer_is_flagged_and_somebody_owns_it(billed: int, manager: Actor) -> None:
    prepare(manager)
    send(manager)
    back = record_returned_mail(document=to("Ada").pk, reason="not known here", **now(manager, NEXT))
    flag = Flag.objects.get()
    assert (back.flagged, flag.kind, flag.customer_id, flag.owner) == (
        True,
        "gone_away",
        person("Ada").pk,
        manager.username,
    )
    assert (flag.review_on, states()["Ada"]) == (MONDAY + timedelta(days=28), "returned")
    with pytest.raises(DoneAlready):
        record_returned_mail(document=to("Ada").pk, reason="not known here", **now(manager, NEXT))
    assert Flag.objects.count() == 1


def test_a_deputys_letter_flags_nobody(billed: int, manager: Actor) -> None:
    told = RepresentativeTold(
        kind="deputy", name="Dee Deputy", address="9 Court Road", postcode="AN1 9ZZ", proof="Order 123",
        proof_seen_on=MONDAY, is_billed=True,
    )  # fmt: skip
    add_representative(customer=person("Ada").pk, told=told, **now(manager))
    prepare(manager)
    send(manager)
    assert not record_returned_mail(document=to("Dee").pk, reason="moved", **now(manager, NEXT)).flagged
    assert not Flag.objects.exists()


def test_an_email_is_not_returned(billed: int, manager: Actor) -> None:
    prepare(manager)
    send(manager)
    with pytest.raises(NotInThatState, match="record a bounce"):
        record_returned_mail(document=to("Ben").pk, reason="?", **now(manager, NEXT))
