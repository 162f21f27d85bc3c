"""Anytown with a GOV.UK Pay stand-in, and this council let in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from cards.by_card import standing_in
from piperoll.cards import client
from piperoll.cards.stub import Stub


@pytest.fixture
def stub(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    """The stand-in, listening."""
    monkeypatch.setattr(client, "FIRST_WAIT", 0.01)
    with standing_in(settings) as serving:
        yield serving
