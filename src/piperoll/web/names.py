"""People by their names: what is kept by user name is shown as who they are."""

from __future__ import annotations

from collections.abc import Iterable

from piperoll.authority.models import User


def names_of(usernames: Iterable[str]) -> dict[str, str]:
    """User name → name, asked once for a whole list; one that is nobody's any more stays as it is."""
    asked = set(usernames)
    return {one: one for one in asked} | dict(
        User.objects.filter(username__in=asked).exclude(name="").values_list("username", "name")
    )


def name_of(username: str) -> str:
    """The person behind a user name."""
    return names_of([username])[username]
