"""Anytown, rolled back after each test."""

from __future__ import annotations

from typing import Any

import pytest

from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING, set_up_anytown


@pytest.fixture
def sandy(db: None) -> Actor:
    """A team manager of Anytown, set up and never billed for."""
    return set_up_anytown()


@pytest.fixture
def now(sandy: Actor) -> dict[str, Any]:
    """What every verb is handed on Monday morning."""
    return {"on": MONDAY, "at": MORNING, "by": sandy}
