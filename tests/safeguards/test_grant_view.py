"""Leave to see: by somebody else, with a reason, for three months at most."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from piperoll.authority.models import User
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.safeguards.grant_view import LeaveAlready, LeaveTooLong, LeaveToOneself, NobodyToSee, grant_view
from piperoll.safeguards.models import ViewGrant
from piperoll.safeguards.words import WordsMissing
from safeguards.people import somebody
from the_day import MONDAY, MORNING

UNTIL = MONDAY + timedelta(days=30)


def grant(by: Actor, customer: int, username: str = "ines", until: date = UNTIL, reason: str = "Her case") -> int:
    return grant_view(
        customer=customer, username=username, reason=reason, until=until, on=MONDAY, at=MORNING, by=by
    ).grant


@pytest.fixture
def customer(manager: Actor) -> int:
    User.objects.create(username="ines", name="Ines Okafor", role="officer")
    return somebody(manager)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"username": "nobody"}, NobodyToSee),
        ({"username": "morag.manager"}, LeaveToOneself),
        ({"until": MONDAY + timedelta(days=93)}, LeaveTooLong),
        ({"until": MONDAY - timedelta(days=1)}, LeaveTooLong),
        ({"reason": " "}, WordsMissing),
    ],
)
def test_refusals(manager: Actor, customer: int, facts: dict[str, Any], refusal: type) -> None:
    with pytest.raises(refusal):
        grant(manager, customer, **facts)
    assert not ViewGrant.objects.exists()


def test_once_at_a_time_and_only_by_who_may(manager: Actor, customer: int) -> None:
    from dataclasses import replace

    grant(manager, customer)
    with pytest.raises(LeaveAlready):
        grant(manager, customer)
    with pytest.raises(NotPermitted):
        grant(replace(manager, may=manager.may - {"grant_view"}), customer)
