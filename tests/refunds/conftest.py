"""Anytown ready to pay back: letters, limits, and people of every role."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from cards.by_card import standing_in
from piperoll.cards.stub import Stub
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from refunds.refunding import overpaid, ready
from the_day import take_in_letters


@pytest.fixture
def morag(manager: Actor) -> Actor:
    """A manager of a council that may refund."""
    take_in_letters(manager)
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
