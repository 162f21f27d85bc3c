"""Anytown with its recovery policy, its letters and a post room of the test's own."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from piperoll.foundations.actors import Actor
from recovery.reminding import policy
from the_day import take_in_letters
from throwaway_database import made_once


@pytest.fixture(autouse=True)
def texts_are_caught(settings: Settings) -> None:
    """No text leaves the machine."""
    settings.TEXT_BY = "catch"


@pytest.fixture
def morag(manager: Actor) -> Actor:
    """A manager of a council with letters and a recovery policy."""
    take_in_letters(manager)
    made_once("recovery policy", lambda: policy(manager))
    return manager


@pytest.fixture
def olga(manager: Actor) -> Actor:
    """A manager of a council with letters and no ladder yet."""
    take_in_letters(manager)
    return manager
