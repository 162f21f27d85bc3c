"""Bills of three people, ready to be prepared; a post room of the test's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from dispatch.letters import bill_three
from piperoll.foundations.actors import Actor
from the_day import take_in_letters


@pytest.fixture(autouse=True)
def texts_are_caught(settings: Settings) -> None:
    """No text leaves the machine."""
    settings.TEXT_BY = "catch"


@pytest.fixture
def billed(manager: Actor, tmp_path: Path) -> int:
    """Ada, Ben and Cai are billed, and there are approved words for emails."""
    take_in_letters(manager)
    return bill_three(tmp_path, manager)
