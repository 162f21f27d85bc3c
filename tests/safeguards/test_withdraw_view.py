"""Leave withdrawn before its day, with the reason."""

from __future__ import annotations

from datetime import timedelta

import pytest

from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.foundations.actors import Actor
from piperoll.safeguards.grant_view import grant_view
from piperoll.safeguards.seeing import hidden_from
from piperoll.safeguards.withdraw_view import LeaveOver, NoSuchGrant, withdraw_view
from safeguards.people import flag, somebody
from the_day import MONDAY, MORNING


def test_from_that_day_they_may_not(manager: Actor) -> None:
    ines = actor_of(User.objects.create(username="ines", name="Ines Okafor", role="officer"))
    customer, then = somebody(manager), MONDAY + timedelta(days=3)
    flag(manager, customer, "restricted")
    told = {"on": MONDAY, "at": MORNING, "by": manager}
    number = grant_view(customer=customer, username="ines", reason="x", until=then, **told).grant
    withdraw_view(grant=number, reason="Moved to another team", on=then, at=MORNING, by=manager)
    assert hidden_from([customer], on=MONDAY, by=ines) == set()
    assert hidden_from([customer], on=then, by=ines) == {customer}
    with pytest.raises(LeaveOver):
        withdraw_view(grant=number, reason="Again", on=then, at=MORNING, by=manager)
    with pytest.raises(NoSuchGrant):
        withdraw_view(grant=404, reason="x", on=then, at=MORNING, by=manager)
