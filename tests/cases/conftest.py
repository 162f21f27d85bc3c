"""Anytown with its recovery policy, teams that look after debts, its letters and a post room of the test's own."""

from __future__ import annotations

import pytest

from cases.caring import teams
from piperoll.foundations.actors import Actor
from recovery.reminding import policy
from the_day import take_in_letters
from throwaway_database import made_once


@pytest.fixture
def morag(manager: Actor) -> Actor:
    """A manager of a council with letters, a recovery policy and owners of what is overdue."""
    take_in_letters(manager)
    made_once("recovery policy", lambda: policy(manager))
    made_once("teams", lambda: teams(manager))
    return manager
