"""Anytown ready to collect: letters, modulus tables, and two people, since nobody releases what they chose."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.documents.load_templates import load_templates
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING
from throwaway_database import made_once


@pytest.fixture(autouse=True)
def post_room(settings: Settings, tmp_path: Path) -> Path:
    """A post room of the test's own; no email leaves it."""
    settings.POST_ROOM = str(tmp_path / "post")
    settings.MAIL_URL = "catch"
    return tmp_path / "post"


@pytest.fixture
def olive(manager: Actor) -> Actor:
    """An income officer who chooses what is collected."""
    made_once("letters", lambda: load_templates(on=MONDAY, at=MORNING, by=manager))
    return manager


@pytest.fixture
def oscar(olive: Actor) -> Actor:
    """Another, who releases it."""
    return actor_of(User.objects.create(username="oscar.officer", name="Oscar Osei", role="officer"))
