"""Where the pages of funds stand."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from piperoll.web.components.links import Link, breadcrumbs


def trail(*more: Link) -> Any:
    """Under Money in."""
    return breadcrumbs(Link("Money in", reverse("statements")), *more)
