"""A receipt nobody can place, and the people who look for its owner."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.council.models import Service
from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from the_day import MONDAY, MORNING, ask, bank, paid, statement


def unplaced(folder: Path, by: Actor) -> tuple[int, dict[str, Any]]:
    """A receipt in suspense, and what verbs are handed."""
    now = {"on": MONDAY, "at": MORNING, "by": by}
    bank(folder, by, statement(paid("100.00", "MARKET STALL 12", payer="B BASKET")))
    allocate_receipts(**now)
    return int(ask("SELECT id FROM receipting_receipt")[0].id), now


def somebody(role: str, *services: str, name: str = "Olive Otter") -> Actor:
    """A person of a role, of some services when the role is of a service."""
    user = User.objects.create(username=f"{role}.{name.split()[0].lower()}", name=name, role=role)
    for service in Service.objects.filter(code__in=services):
        user.services.create(service_id=service.pk)
    return actor_of(user)
