"""Anytown with letter templates and a small modulus table: a council that may collect by Direct Debit."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from direct_debit.paying import WEIGHTS
from piperoll.direct_debit.import_modulus_tables import import_modulus_tables
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
def officer(manager: Actor) -> Actor:
    """Somebody who may do all of this, in a council ready for it."""
    made_once("letters", lambda: load_templates(on=MONDAY, at=MORNING, by=manager))
    import_modulus_tables(weights=WEIGHTS, source="Invented for tests", on=MONDAY, at=MORNING, by=manager)
    return manager
