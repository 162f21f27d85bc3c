"""The first page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from piperoll.web.doors import EVERY_ROLE, page


@page(permission=EVERY_ROLE, section="Home")
def home(request: HttpRequest) -> HttpResponse:
    """Who is here and where they can go."""
    return render(request, "home/home.html")
