"""An act for tests: hats, asked for and bought, with limits of their own."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from piperoll.authority import acts, asking
from piperoll.authority.acts import Act
from piperoll.authority.models import Limit, Request, User
from piperoll.authority.sign_in import actor_of
from piperoll.council.models import Service
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.runs.running import RunInHand
from the_day import MONDAY, MORNING

BOUGHT: list[int] = []


class NoHats(Refused):
    """The shop has no hats left."""


def buy(request: Request, /, *, run: RunInHand, on: date, at: datetime, by: Actor) -> str:
    """Carry a request out, unless it is for a hat there is not."""
    if request.details.get("sold_out"):
        raise NoHats()
    BOUGHT.append(request.pk)
    return f"Bought a hat for {by.name}."


def register() -> None:
    """Make hats known, and forget those bought before."""
    BOUGHT.clear()
    acts.register(Act("buy_hat", "Hat", buy, {"sun": "Too much sun"}))


def limit(pence: int | None, alone: str = "", approvers: str = "manager", **more: Any) -> Limit:
    """A limit on hats, in force since April."""
    facts = {"act": "buy_hat", "valid_from": date(2024, 4, 1), "authority": "Hat policy"} | more
    return Limit.objects.create(up_to_pence=pence, alone=alone.split(), approvers=approvers.split(), **facts)


def somebody(role: str, username: str = "") -> Actor:
    """A person of a role, there or made."""
    name = username or f"{role}.one"
    user, _ = User.objects.get_or_create(username=name, defaults={"name": name.title(), "role": role})
    return actor_of(user)


def ask(
    by: Actor, pence: int, *, customer: int | None = 7, on: date = MONDAY, counts_from: date | None = None, **more: Any
) -> asking.Asked:  # fmt: skip
    """Ask for a hat on a day, for that day or another."""
    service, _ = Service.objects.get_or_create(code=more.pop("service", "TRADE"), defaults={"name": "Trade waste"})
    wanted = asking.Wanted(
        "buy_hat", service.pk, customer, "HAT1", pence, more.pop("age_days", 3), "sun", "It is hot", **more
    )
    at = MORNING + (on - MONDAY)
    with running.act("withdraw_request", on=counts_from or on, at=at, by=by) as run:  # any permission they have
        return asking.ask(wanted, run=run, at=at)
