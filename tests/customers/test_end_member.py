"""Somebody leaves a joint account, with the reason; they were liable until then."""

from __future__ import annotations

from datetime import timedelta

import pytest

from customers.somebody import ada
from piperoll.customers.add_member import add_member
from piperoll.customers.end_address import NoReasonToEnd
from piperoll.customers.end_member import NotAMember, end_member
from piperoll.foundations.actors import Actor
from piperoll.safeguards.routing import route
from the_day import MONDAY, MORNING

THEN = MONDAY + timedelta(days=2)


def test_letters_go_to_them_no_more(manager: Actor) -> None:
    one, two, both = ada(manager), ada(manager, "Mr Bo Lovegrove"), ada(manager, "The Lovegroves", "joint")
    for member in (one, two):
        add_member(account=both.pk, member=member.pk, on=MONDAY, at=MORNING, by=manager)
    with pytest.raises(NoReasonToEnd):
        end_member(account=both.pk, member=two.pk, reason=" ", on=THEN, at=MORNING, by=manager)
    end_member(account=both.pk, member=two.pk, reason="Released by agreement", on=THEN, at=MORNING, by=manager)
    assert [r.name for r in route([both.pk], "send_invoice", THEN)] == ["Ms Ada Lovegrove"]
    assert len(route([both.pk], "send_invoice", MONDAY)) == 2
    with pytest.raises(NotAMember):
        end_member(account=both.pk, member=two.pk, reason="Again", on=THEN, at=MORNING, by=manager)
