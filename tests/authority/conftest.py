"""A council with two administrators and an officer; passwords hashed quickly."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import Settings

from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from the_day import MONDAY, MORNING


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """Hashing is slow on purpose; here it only costs time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def people(db: None) -> dict[str, User]:
    """Pat and Ada administer, Ines is an officer."""
    roles = {"pat": "administrator", "ada": "administrator", "ines": "officer"}
    return {name: User.objects.create(username=name, name=name.capitalize(), role=role) for name, role in roles.items()}


@pytest.fixture
def now(people: dict[str, User]) -> dict[str, Any]:
    """What every verb is handed when Pat acts on Monday morning."""
    return {"on": MONDAY, "at": MORNING, "by": actor_of(people["pat"])}
