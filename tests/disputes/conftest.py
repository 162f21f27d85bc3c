"""Anytown with limits and letters; Basil owes £100 of trade waste, billed on Monday 23 November and due 21 December."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from crediting import take_in_sample_limits
from piperoll.documents.load_templates import load_templates
from piperoll.foundations.actors import Actor
from recovery.reminding import policy
from the_day import MONDAY, MORNING, bill, charge
from throwaway_database import made_once


@pytest.fixture(autouse=True)
def post_room(settings: Settings, tmp_path: Path) -> Path:
    """A post room of the test's own; no email leaves it."""
    settings.POST_ROOM = str(tmp_path / "post")
    settings.MAIL_URL = "catch"
    return tmp_path / "post"


@pytest.fixture
def morag(manager: Actor) -> Actor:
    """A manager of a council with limits, letters and a recovery policy."""
    take_in_sample_limits()
    made_once("letters", lambda: load_templates(on=MONDAY, at=MORNING, by=manager))
    made_once("recovery policy", lambda: policy(manager))
    return manager


@pytest.fixture
def basil(morag: Actor, tmp_path: Path) -> str:
    """The number of Basil's bill of £100."""
    made = bill(tmp_path, morag, charge("B", "100.00", name="Basil Budd"), name="basil.csv")
    return made.first_number or ""
