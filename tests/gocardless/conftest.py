"""Anytown with a GoCardless stand-in: letters, two people, since nobody releases what they chose, and a token."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.foundations.actors import Actor
from piperoll.gocardless import client
from piperoll.gocardless.stub import SECRET, TOKEN, Stub
from the_day import take_in_letters


@pytest.fixture
def stub(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    """The stand-in, listening, and this council let in."""
    monkeypatch.setattr(client, "FIRST_WAIT", 0.01)
    with Stub() as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        settings.GOCARDLESS_URL, settings.GOCARDLESS_TOKEN = serving.url, TOKEN
        settings.GOCARDLESS_WEBHOOK_SECRET = SECRET
        yield serving
        serving.shutdown()


@pytest.fixture
def olive(manager: Actor) -> Actor:
    """An income officer who chooses what is collected."""
    take_in_letters(manager)
    return manager


@pytest.fixture
def oscar(olive: Actor) -> Actor:
    """Another, who releases it."""
    return actor_of(User.objects.create(username="oscar.officer", name="Oscar Osei", role="officer"))
