"""Anytown with its limits, letters and recovery policy; Ada owes £60 and £30, due on 21 December 2026."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from crediting import take_in_sample_limits
from piperoll.customers.models import Customer
from piperoll.documents.load_templates import load_templates
from piperoll.foundations.actors import Actor
from recovery.reminding import owing, policy
from the_day import MONDAY, MORNING
from throwaway_database import made_once


@pytest.fixture(autouse=True)
def post_room(settings: Settings, tmp_path: Path) -> Path:
    """A post room of the test's own; no email leaves it."""
    settings.POST_ROOM = str(tmp_path / "post")
    settings.MAIL_URL = "catch"
    return tmp_path / "post"


@pytest.fixture
def morag(manager: Actor) -> Actor:
    """A manager of a council with letters, a recovery policy and limits."""
    made_once("letters", lambda: load_templates(on=MONDAY, at=MORNING, by=manager))
    made_once("recovery policy", lambda: policy(manager))
    made_once("limits", take_in_sample_limits)
    return manager


@pytest.fixture
def ada(morag: Actor, tmp_path: Path) -> Customer:
    """Owes £60 on one invoice and £30 on another."""
    return owing(tmp_path, morag, "Ada Lovegrove", "60.00", "30.00")
