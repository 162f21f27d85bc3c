"""set_gate_rule: from a day on, what becomes of a charge that a quality check speaks against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.billing.models import GateRule
from piperoll.billing.quality_gate import CHECKS
from piperoll.council.dating import begin
from piperoll.council.set_dated_figure import service_coded
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NoSuchCheck(Refused):
    """There is no quality check called {check!r}. There are {known}."""


class NoSuchAction(Refused):
    """A charge is rejected, flagged or allowed: {action!r} is none of reject, flag, allow."""


@dataclass(frozen=True)
class GateRuleSet:
    """What a check does from a day on; `service` is a code, empty for every service."""

    run: int
    check: str
    service: str
    action: str
    valid_from: date


def set_gate_rule(
    *,
    check: str,
    action: str,
    valid_from: date,
    authority: str,
    service: str = "",
    source: str = "",
    to_verify: bool = False,
    on: date,
    at: datetime,
    by: Actor,
) -> GateRuleSet:
    """Begin another rule of a check. Raises NoSuchCheck, NoSuchAction, NoSuchService, NoAuthority, BeginsTooEarly."""
    if check not in CHECKS:
        raise NoSuchCheck(check=check, known=", ".join(CHECKS))
    if action not in dict(GateRule.ACTIONS):
        raise NoSuchAction(action=action)
    with running.act("set_gate_rule", on=on, at=at, by=by, check=check, action=action, service=service) as run:
        of = service_coded(service) if service else None
        row = GateRule(
            check_name=check, service=of, action=action, valid_from=valid_from, authority=authority.strip()[:120],
            source=source.strip()[:200], to_verify=to_verify,
        )  # fmt: skip
        standing = GateRule.objects.filter(check_name=check, service=of)
        begin(row, standing, what=f"The check {check}{' of ' + of.name if of else ''}", on=on)
    return GateRuleSet(run.id, check, of.code if of else "", action, valid_from)
