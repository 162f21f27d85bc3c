"""Every address: the pages for staff, and the API, whose own door asks for a key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import path

from piperoll.api.urls import addresses
from piperoll.web.doors import public
from piperoll.web.urls import urlpatterns as pages


def _with_doors(patterns: Any) -> Iterator[Any]:
    for pattern in patterns:
        pattern.callback = public(pattern.callback)
        yield pattern


_patterns, _app, _namespace = addresses()
urlpatterns = [*pages, path("api/", (list(_with_doors(_patterns)), _app, _namespace))]
