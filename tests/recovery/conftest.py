"""Anytown with its recovery policy, its letters and a post room of the test's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from piperoll.documents.load_templates import load_templates
from piperoll.foundations.actors import Actor
from recovery.reminding import policy
from the_day import MONDAY, MORNING
from throwaway_database import made_once


@pytest.fixture(autouse=True)
def post_room(settings: Settings, tmp_path: Path) -> Path:
    """A post room of the test's own; no email leaves it."""
    settings.POST_ROOM = str(tmp_path / "post")
    settings.MAIL_URL = settings.TEXT_BY = "catch"
    return tmp_path / "post"


@pytest.fixture
def morag(manager: Actor) -> Actor:
    """A manager of a council with letters and a recovery policy."""
    made_once("letters", lambda: load_templates(on=MONDAY, at=MORNING, by=manager))
    made_once("recovery policy", lambda: policy(manager))
    return manager


@pytest.fixture
def olga(manager: Actor) -> Actor:
    """A manager of a council with letters and no ladder yet."""
    made_once("letters", lambda: load_templates(on=MONDAY, at=MORNING, by=manager))
    return manager
