"""Each role follows every link it is shown: none is broken, none leads to a door that is closed, no page stumbles."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import pytest
from django.test import Client
from lxml import html

from a_past import Past
from piperoll.authority.rules import ROLES
from the_day import paid

SignIn = Callable[[str], Client]
MOST_PAGES = 260
SEES_MOST = "manager"
"""Whose walk opens two pages of a kind; the others', who see parts of the same, one."""
NOT_FOLLOWED = ("/sign-out/", "/static/")
PAGE_SIZES = {"page", "from", "older", "newer"}


def shape(address: str) -> str:
    """The kind of page an address is of: its numbers and references left out, and which questions it asks."""
    parts = urlsplit(address)
    path = "/".join("…" if part.isupper() or any(c.isdigit() for c in part) else part for part in parts.path.split("/"))
    return path + "?" + "&".join(sorted({name for name, _ in parse_qsl(parts.query)} - PAGE_SIZES))


def links_of(page: Any, address: str) -> list[str]:
    """The addresses of our own that a page leads to."""
    found = (urldefrag(urljoin(address, link.get("href"))).url for link in html.fromstring(page.content).iter("a"))
    return [link for link in found if link.startswith("/") and not link.startswith(NOT_FOLLOWED)]


def walk(client: Client, most_of_a_kind: int) -> tuple[dict[str, int], dict[str, str]]:
    """Every page a person can come to from the first one, a few of each kind: its status, and where its link stood."""
    seen: dict[str, int] = {}
    came_from: dict[str, str] = {"/": ""}
    kinds: dict[str, int] = {}
    waiting = deque(["/"])
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.popleft()
        answer = client.get(address)
        seen[address] = answer.status_code
        if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
            continue
        for link in links_of(answer, address):
            kind = shape(link)
            if link not in came_from and kinds.get(kind, 0) < most_of_a_kind:
                kinds[kind] = kinds.get(kind, 0) + 1
                came_from[link] = address
                waiting.append(link)
    return seen, came_from


@pytest.fixture
def busy(year: Past) -> Past:
    """A year of care, and money nobody can place."""
    year.bank(date(2026, 11, 20), paid("12.34", "NO IDEA", "A STRANGER"), paid("-5.00", "UNPAID CHEQUE", "A BANK"))
    return year


@pytest.mark.parametrize("role", sorted(ROLES))
def test_every_link_a_role_is_shown_opens(busy: Past, sign_in: SignIn, role: str) -> None:
    seen, came_from = walk(sign_in(role), 2 if role == SEES_MOST else 1)
    shut = {
        f"{address}: {status} (from {came_from[address]})"
        for address, status in seen.items()
        if status not in (200, 302)
    }
    assert not shut, "\n".join(sorted(shut))
    kinds = {shape(address) for address in seen}
    assert len(kinds) > (30 if role == "officer" else 1), sorted(kinds)
