"""Anytown ready to collect: letters, modulus tables, and two people, since nobody releases what they chose."""

from __future__ import annotations

import pytest

from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.foundations.actors import Actor
from the_day import take_in_letters


@pytest.fixture
def olive(manager: Actor) -> Actor:
    """An income officer who chooses what is collected."""
    take_in_letters(manager)
    return manager


@pytest.fixture
def oscar(olive: Actor) -> Actor:
    """Another, who releases it."""
    return actor_of(User.objects.create(username="oscar.officer", name="Oscar Osei", role="officer"))
