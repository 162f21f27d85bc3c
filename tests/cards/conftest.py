"""Anytown with a GOV.UK Pay stand-in, and this council let in."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from piperoll.cards import client
from piperoll.cards.stub import SECRET, TOKEN, Stub


@pytest.fixture
def stub(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    """The stand-in, listening."""
    monkeypatch.setattr(client, "FIRST_WAIT", 0.01)
    with Stub() as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        settings.GOVUK_PAY_URL = settings.GOVUK_PAY_PAGES = serving.url
        settings.GOVUK_PAY_TOKEN, settings.GOVUK_PAY_WEBHOOK_SECRET = TOKEN, SECRET
        yield serving
        serving.shutdown()
