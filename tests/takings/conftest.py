"""Two people and two tills."""

from __future__ import annotations

import pytest

from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.foundations.actors import Actor
from takings_words import take


@pytest.fixture
def other(manager: Actor) -> Actor:
    """Somebody else of the team."""
    return actor_of(User.objects.create(username="olive.other", name="Olive Other", role="officer"))


@pytest.fixture
def till(manager: Actor) -> None:
    """£51.50 in three receipts at one till, and £5 at another."""
    for pence, name, where in (
        (40_00, "A Lovegrove", "hall-1"),
        (10_00, "", "HALL-1"),
        (1_50, "", "HALL-1"),
        (5_00, "", "HALL-2"),
    ):
        take(manager, amount_pence=pence, payer=name, till=where)
