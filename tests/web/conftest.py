"""A council with a past, for every page to show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from a_past import Past, a_year_of_care
from piperoll.authority.models import User
from piperoll.foundations.actors import Actor
from piperoll.reporting.home_figures import forget_kept_sums


@pytest.fixture
def past(manager: Actor, tmp_path: Path) -> Past:
    """Anytown's books, with nothing in them yet."""
    return Past(manager, tmp_path)


@pytest.fixture
def sign_in(books: object) -> Callable[[str], Client]:
    """A client signed in as somebody of a role: `sign_in("officer")`."""

    def as_role(role: str) -> Client:
        client = Client()
        user, _ = User.objects.get_or_create(username=f"ines.{role}", defaults={"name": "Ines Okafor", "role": role})
        client.force_login(user)
        return client

    return as_role


@pytest.fixture
def year(past: Past) -> Past:
    """Books with a year of care in them (see a_past.py)."""
    a_year_of_care(past)
    return past


@pytest.fixture(autouse=True)
def fresh_figures() -> None:
    """No great sum kept from another test's books."""
    forget_kept_sums()
