"""The parts of a section side by side, as far as they are open to somebody."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import resolve, reverse

from piperoll.web.components.links import Link, Tabs
from piperoll.web.doors import PageRequest, door_of


def tabs_of(request: PageRequest, section: str, parts: Mapping[str, str], current: str) -> Tabs:
    """The parts (an address's name → the part's) that this person may open, the current one marked."""
    links = [Link(name, reverse(place)) for place, name in parts.items() if _opens(place, request)]
    return Tabs(section, links, parts[current])


def _opens(place: str, request: PageRequest) -> bool:
    door = door_of(resolve(reverse(place)).func)
    return door is not None and door.opens_to(request.actor)
