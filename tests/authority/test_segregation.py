"""What no one person should hold, and who does."""

from __future__ import annotations

from typing import Any

from piperoll.authority.models import Limit, User
from piperoll.authority.rules import ROLES, SEPARATIONS
from piperoll.authority.segregation import held_together
from the_day import MONDAY


def test_whoever_holds_both_sides_is_named_and_the_disabled_are_not(now: dict[str, Any]) -> None:
    assert not held_together(on=MONDAY)
    for role in ("manager", "officer"):
        User.objects.create(username=role, name=role.capitalize(), role=role)
    assert not held_together(on=MONDAY)
    Limit.objects.create(act="new_customer", approvers=["officer"], valid_from=MONDAY, authority="Policy")
    Limit.objects.create(act="refund", approvers=["ar_manager"], then_approvers=["manager"], valid_from=MONDAY)
    Limit.objects.create(act="credit_note", approvers=["manager"], valid_from=MONDAY, authority="Policy")
    assert [(one.name, one.one, one.other) for one in held_together(on=MONDAY)] == [
        ("Manager", "raise invoices", "approve credits"),
        ("Manager", "place receipts", "approve refunds"),
    ]
    User.objects.filter(username="manager").update(is_active=False)
    assert not held_together(on=MONDAY)


def test_no_role_manages_users_or_limits_and_moves_money() -> None:
    for role in ROLES.values():
        broken = [(pair.one, pair.other) for pair in SEPARATIONS if pair.is_broken_by(role.may, pair.acts)]
        assert not {"set limits", "manage users"} & {one for one, _ in broken}, role.name
