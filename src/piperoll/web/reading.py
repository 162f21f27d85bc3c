"""A document on the screen as its customer reads it, and the other ways it can be read."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from piperoll.customers.reading import LARGE_PRINT, Reading, reading_of
from piperoll.web.components.html import element, together
from piperoll.web.components.links import Link
from piperoll.web.components.status import details

WAYS = {
    "English": Reading(),
    "English, large print": Reading(large_print=True),
    "Welsh": Reading("cy"),
    "Welsh, large print": Reading("cy", large_print=True),
}


def reading(request: HttpRequest, customer: int) -> Reading:
    """How the page asks for it, else how the customer reads today."""
    usual = reading_of(customer, timezone.localdate())
    language, size = request.GET.get("language"), request.GET.get("print")
    return Reading(
        language if language in ("en", "cy") else usual.language,
        size == LARGE_PRINT if size in ("standard", LARGE_PRINT) else usual.large_print,
    )


def other_ways(address: str, customer: int, on: date) -> object:
    """How the customer reads, and links to the same PDF in every other way."""
    usual = reading_of(customer, on)
    is_read = next(words for words, way in WAYS.items() if way == usual)
    listed = element("ul", *(element("li", link) for link in links_to(address, usual)), class_="govuk-list")
    said = element("p", f"This customer reads {is_read}.", class_="govuk-body")
    return details(together([said, listed]), "Open it another way")


def links_to(address: str, usual: Reading) -> list[Link]:
    """The PDF in every way but the usual one."""
    return [Link(words, f"{address}?{_asking(way)}") for words, way in WAYS.items() if way != usual]


def pdf(content: bytes, number: str) -> HttpResponse:
    """A PDF that opens in the browser under its own name."""
    headers = {"Content-Disposition": f'inline; filename="{number}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _asking(way: Reading) -> str:
    return urlencode({"language": way.language, "print": LARGE_PRINT if way.large_print else "standard"})
