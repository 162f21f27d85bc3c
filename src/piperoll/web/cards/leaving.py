"""Letting a form lead to GOV.UK Pay's page and nowhere else, and the address by which it leads back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from piperoll.cards.start_card_payment import Started


def shown(request: HttpRequest, page: str, pieces: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page whose form may end on GOV.UK Pay's; it tells nobody where it was."""
    answer = render(request, page, pieces, status=status)
    answer._csp_update = {"form-action": [settings.GOVUK_PAY_PAGES]}  # type: ignore[attr-defined]
    answer["Referrer-Policy"] = "same-origin"
    return answer


def to_the_card(started: Started) -> HttpResponse:
    """On to the page where the card is typed."""
    there: HttpResponse = redirect(started.next_url)
    there["Referrer-Policy"] = "no-referrer"
    return there


def back_to(request: HttpRequest, name: str) -> Callable[[str], str]:
    """The address of one of our pages for a payment's reference."""
    return lambda reference: request.build_absolute_uri(reverse(name, args=[reference]))
