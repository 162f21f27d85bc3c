"""How Django asks `authority` whether a password is right."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest
from django.utils import timezone

from piperoll.authority.models import User
from piperoll.authority.sign_in import user_signing_in


class StaffBackend(BaseBackend):
    """Signs in active staff by username and password."""

    def authenticate(
        self, request: HttpRequest | None, username: str = "", password: str = "", **other: Any
    ) -> User | None:
        """The user whose password this is, or None."""
        return user_signing_in(username, password, timezone.now())

    def get_user(self, user_id: int) -> User | None:
        """The user of a session, so long as they are still active."""
        return User.objects.filter(pk=user_id, is_active=True).first()
