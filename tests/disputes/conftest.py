"""Anytown with limits and letters; Basil owes £100 of trade waste, billed on Monday 23 November and due 21 December."""

from __future__ import annotations

from pathlib import Path

import pytest

from crediting import take_in_sample_limits
from piperoll.foundations.actors import Actor
from recovery.reminding import policy
from the_day import bill, charge, take_in_letters
from throwaway_database import made_once


@pytest.fixture
def morag(manager: Actor) -> Actor:
    """A manager of a council with limits, letters and a recovery policy."""
    take_in_sample_limits()
    take_in_letters(manager)
    made_once("recovery policy", lambda: policy(manager))
    return manager


@pytest.fixture
def basil(morag: Actor, tmp_path: Path) -> str:
    """The number of Basil's bill of £100."""
    made = bill(tmp_path, morag, charge("B", "100.00", name="Basil Budd"), name="basil.csv")
    return made.first_number or ""
