"""GOV.UK Notify on this machine, for tests: everything goes by it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from pytest_django import Settings

from piperoll.dispatch.notify_stub import KEY, Stub


@contextmanager
def notify(settings: Settings) -> Iterator[Stub]:
    """A stub that listens, and settings that send by it."""
    with Stub() as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        settings.POST_BY = settings.MAIL_URL = settings.TEXT_BY = "notify"
        settings.NOTIFY_URL, settings.NOTIFY_KEY = serving.url, KEY
        settings.NOTIFY_EMAIL_TEMPLATE = settings.NOTIFY_TEXT_TEMPLATE = "template"
        yield serving
        serving.shutdown()
