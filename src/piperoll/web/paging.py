"""Which page of a list is asked for, and the address of another with the same filters."""

from __future__ import annotations

from django.http import HttpRequest

from piperoll.web.components.pagination import Pages

LAST_PAGE = 100_000


def page_number(request: HttpRequest) -> int:
    """The page asked for, counted from 1; a nonsense number is the first."""
    asked = request.GET.get("page", "")
    return min(max(int(asked), 1), LAST_PAGE) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1


def address_with(request: HttpRequest, **changed: object) -> str:
    """This page's own address with some of what is asked changed; an empty value is left out."""
    asked = request.GET.copy()
    for name, value in changed.items():
        asked.pop(name, None)
        if value not in ("", None):
            asked[name] = str(value)
    return f"?{asked.urlencode()}" if asked else request.path


def pages(request: HttpRequest, *, more: bool) -> Pages:
    """Previous and next, with the filters kept."""
    return Pages(page_number(request), lambda number: address_with(request, page=number), more=more)
