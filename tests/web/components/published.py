"""The markup govuk-frontend publishes (govuk_fixtures.json, copied by assets/oracles.mjs), and how ours compares."""

from __future__ import annotations

import json
from pathlib import Path

from django.test import SimpleTestCase

PUBLISHED = json.loads((Path(__file__).parent / "govuk_fixtures.json").read_text())["components"]
OURS_ALONE = (" govuk-label--s", " govuk-fieldset__legend--s", " govuk-radios--small", " govuk-checkboxes--small")


def same_markup(ours: object, component: str, name: str = "default", *, swaps: dict[str, str] | None = None) -> None:
    """Fail unless ours is theirs, our smaller sizes apart. `swaps` turns names and addresses of ours into theirs."""
    text = str(ours)
    for own, theirs in (dict.fromkeys(OURS_ALONE, "") | (swaps or {})).items():
        text = text.replace(own, theirs)
    SimpleTestCase().assertHTMLEqual(text, PUBLISHED[component][name])
