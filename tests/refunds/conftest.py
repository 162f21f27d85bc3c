"""Anytown ready to pay back: letters, limits, and people of every role."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from cards.by_card import standing_in
from piperoll.cards.stub import Stub
from piperoll.customers.models import Customer
from piperoll.documents.load_templates import load_templates
from piperoll.foundations.actors import Actor
from refunds.refunding import overpaid, ready
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
    """A manager of a council that may refund."""
    made_once("letters", lambda: load_templates(on=MONDAY, at=MORNING, by=manager))
    ready()
    return manager


@pytest.fixture
def ada(morag: Actor, tmp_path: Path) -> Customer:
    """Somebody with £40 of credit, paid from an account of hers."""
    return overpaid(tmp_path, morag)


@pytest.fixture
def stub(settings: Settings) -> Iterator[Stub]:
    """The stand-in for GOV.UK Pay, listening."""
    with standing_in(settings) as serving:
        yield serving
