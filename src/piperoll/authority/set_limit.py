"""set_limit: from a day on, who may do an act up to a sum alone, who must approve it, and who is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.authority import acts
from piperoll.authority.limits import limit_in_words
from piperoll.authority.models import Limit
from piperoll.authority.people import NoSuchRole
from piperoll.authority.rules import ROLES
from piperoll.council.dating import begin
from piperoll.council.set_dated_figure import service_coded
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NobodyDecides(Refused):
    """Name at least one role that approves: what nobody may do alone, somebody must be able to decide."""


class CannotDecide(Refused):
    """{role} cannot approve: that role does not decide requests. Choose among {deciders}."""


class BadReach(Refused):
    """A limit reaches up to a sum of at least a penny and an age of at least a day, or any."""


@dataclass(frozen=True)
class LimitSet:
    """A limit and the day it begins; `reach` says in words how far it goes."""

    run: int
    act: str
    service: str
    reach: str
    valid_from: date


def set_limit(
    *,
    act: str,
    approvers: Sequence[str],
    valid_from: date,
    authority: str,
    up_to_pence: int | None = None,
    up_to_days: int | None = None,
    service: str = "",
    alone: Sequence[str] = (),
    then_approvers: Sequence[str] = (),
    told: Sequence[str] = (),
    source: str = "",
    to_verify: bool = False,
    on: date,
    at: datetime,
    by: Actor,
) -> LimitSet:
    """Begin a limit; one with the same act, service, sum and age ends the day before.

    With `then_approvers` it takes two people: one of `approvers` agrees, then somebody else of those approves.

    Raises NoSuchAct, NoSuchRole, NobodyDecides, CannotDecide, BadReach, NoSuchService, NoAuthority, BeginsTooEarly.
    """
    title = acts.named(act).title
    must_be_able(alone, approvers, told, then_approvers)
    if (up_to_pence is not None and up_to_pence < 1) or (up_to_days is not None and up_to_days < 1):
        raise BadReach()
    with running.act("set_limit", on=on, at=at, by=by, act=act, service=service, up_to_pence=up_to_pence) as run:
        of = service_coded(service) if service else None
        row = Limit(
            act=act, service=of, up_to_pence=up_to_pence, up_to_days=up_to_days, alone=list(alone),
            approvers=list(approvers), then_approvers=list(then_approvers), told=list(told),
            valid_from=valid_from, authority=authority.strip()[:120],
            source=source.strip()[:200], to_verify=to_verify,
        )  # fmt: skip
        standing = Limit.objects.filter(act=act, service=of, up_to_pence=up_to_pence, up_to_days=up_to_days)
        begin(row, standing, what=f"{title}, {limit_in_words(row)}", on=on)
    return LimitSet(run.id, act, service, limit_in_words(row), valid_from)


def must_be_able(
    alone: Sequence[str], approvers: Sequence[str], told: Sequence[str], then_approvers: Sequence[str] = ()
) -> None:
    """Raises NoSuchRole, CannotDecide, NobodyDecides unless these roles can do what a limit asks of them."""
    for role in (*alone, *approvers, *then_approvers, *told):
        if role not in ROLES:
            raise NoSuchRole(role=role, roles=", ".join(ROLES))
    deciders = [key for key, role in ROLES.items() if "decide_request" in role.may]
    for role in (*approvers, *then_approvers):
        if role not in deciders:
            raise CannotDecide(role=ROLES[role].name, deciders=", ".join(ROLES[one].name for one in deciders))
    if not approvers:
        raise NobodyDecides()
