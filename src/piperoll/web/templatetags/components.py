"""`{% load components %}`: the pieces a template may place by itself, and how figures and dates are written."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from django import template
from django.templatetags.static import static
from django.utils.safestring import SafeString

from piperoll.web.components import forms, links, status, summary, wording

register = template.Library()
_MANIFEST = Path(__file__).parent.parent / "static" / "piperoll" / "MANIFEST.json"

register.filter("pounds", wording.money)
register.filter("day", wording.day)
register.filter("moment", wording.moment)

register.simple_tag(links.button)
register.simple_tag(links.back_link)
register.simple_tag(links.search_box)
register.simple_tag(status.banner)
register.simple_tag(status.warning)
register.simple_tag(forms.error_summary)
register.simple_block_tag(status.details)
register.simple_block_tag(status.panel)
register.simple_block_tag(status.inset)
register.simple_block_tag(summary.card)


@register.simple_tag
def tag(text: str, colour: str = "") -> SafeString:
    """A state in a word or two: `{% tag "Overdue" "red" %}`."""
    return status.Tag(text, colour).html()


@register.simple_tag
def heading(text: str, caption: str = "", figure: str = "", label: str = "") -> SafeString:
    """The top of a page: `{% heading "Suspense" caption="Today" figure="£12.00" label="waiting" %}`."""
    return status.Heading(text, caption, status.Figure(figure, label) if figure else None).html()


@lru_cache(maxsize=1)
def _digests() -> dict[str, str]:
    return dict(json.loads(_MANIFEST.read_text())["files"])


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built file; it changes when the file does, so that browsers never keep an old one."""
    return f"{static(f'piperoll/{name}')}?v={_digests()[name][:10]}"
