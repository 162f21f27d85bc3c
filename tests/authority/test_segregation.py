"""What no one person should hold, and who does."""

from __future__ import annotations

from typing import Any

from piperoll.authority.models import User
from piperoll.authority.rules import ROLES, SEPARATIONS
from piperoll.authority.segregation import held_together


def test_whoever_holds_both_sides_is_named_and_the_disabled_are_not(now: dict[str, Any]) -> None:
    assert not held_together()
    User.objects.create(username="morag", name="Morag", role="manager")
    assert [(one.name, one.one, one.other) for one in held_together()] == [
        ("Morag", "raise invoices", "approve credits"),
        ("Morag", "place receipts", "approve refunds"),
    ]
    User.objects.filter(username="morag").update(is_active=False)
    assert not held_together()


def test_no_role_manages_users_or_limits_and_moves_money() -> None:
    for role in ROLES.values():
        broken = [(pair.one, pair.other) for pair in SEPARATIONS if pair.is_broken_by(role.may)]
        assert not {"set limits", "manage users"} & {one for one, _ in broken}, role.name
