"""Debts in the words of the collections office: two teams, rules of who looks after what, lists worked out."""

from __future__ import annotations

from datetime import date
from typing import Any

from crediting import somebody
from piperoll.authority.models import User
from piperoll.cases import queries
from piperoll.cases.queries import Asked
from piperoll.cases.set_owner_rule import set_owner_rule
from piperoll.cases.set_team import set_team
from piperoll.cases.work_out_worklists import work_out_worklists
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from recovery.reminding import now
from the_day import MONDAY, MORNING

AUTHORITY = "A test"


def officer(name: str, role: str = "collections") -> Actor:
    """A member of staff called so, made once."""
    made, _ = User.objects.get_or_create(username=name.lower(), defaults={"name": name, "role": role})
    return somebody(role, made.username)


def teams(by: Actor) -> None:
    """Cass looks after care, Bo and Bea after all else; a great sum goes to Bo himself."""
    for name in ("Cass", "Bo", "Bea"):
        officer(name)
    day: dict[str, Any] = {"on": MONDAY, "at": MORNING, "by": by}
    set_team(code="CARE", name="Care debts", members=["cass"], **day)
    set_team(code="GENERAL", name="All other debts", members=["bo", "bea"], **day)
    rule: dict[str, Any] = {"valid_from": MONDAY, "authority": AUTHORITY, **day}
    set_owner_rule(owner="GENERAL", **rule)
    set_owner_rule(owner="CARE", track="care", **rule)
    set_owner_rule(owner="bo", from_pence=1000_00, **rule)


def worked_out(on: date, by: Actor | None = None) -> Any:
    """The lists as of a day."""
    return work_out_worklists(**now(by or somebody("officer"), on))


def listed(whom: str, on: date, until: date | None = None, **more: Any) -> list[str]:
    """What stands on an officer's list until a day (that day, unless told): `Ada Lovegrove: call`."""
    of = User.objects.get(username=whom).pk
    asked = Asked(**queries.list_of_officer(of, on), until=until or on, **more)
    found = [*queries.callbacks(asked, on, most=50), *queries.worklist(asked, on, most=50)]
    return [f"{row.name}: {row.action}" for row in found]


def owner(customer: Customer) -> str:
    """Who looks after an account."""
    row = queries.stands(customer.pk)
    return str(row.officer or row.team or "nobody") if row else "on no list"
