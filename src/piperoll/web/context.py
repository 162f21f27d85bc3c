"""What every template knows: the council, its colour, the sections, the version."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

import piperoll
from piperoll.council.models import Council
from piperoll.web.branding import DEFAULT_COLOUR, colour_or_default
from piperoll.web.navigation import row_for


def council(request: HttpRequest) -> dict[str, Any]:
    """One look at the council's own row; before set-up there is none and pages carry Piperoll's name alone."""
    ours = Council.objects.first()
    actor = getattr(request, "actor", None)
    return {
        "council": ours,
        "brand_colour": colour_or_default(ours.brand_colour) if ours else DEFAULT_COLOUR,
        "sections": list(row_for(actor, request)) if actor else [],
        "actor": actor,
        "version": piperoll.__version__,
    }
