"""Bills of three people, ready to be prepared; a post room of the test's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from dispatch.letters import bill_three
from piperoll.documents.load_templates import load_templates
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING
from throwaway_database import made_once


@pytest.fixture(autouse=True)
def post_room(settings: Settings, tmp_path: Path) -> Path:
    """A post room of the test's own; no email or text leaves it."""
    settings.POST_ROOM = str(tmp_path / "post")
    settings.MAIL_URL = settings.TEXT_BY = "catch"
    return tmp_path / "post"


@pytest.fixture
def billed(manager: Actor, tmp_path: Path) -> int:
    """Ada, Ben and Cai are billed, and there are approved words for emails."""
    made_once("letters", lambda: load_templates(on=MONDAY, at=MORNING, by=manager))
    return bill_three(tmp_path, manager)
