"""set_owner_rule: from a day on, whose list a debt stands on, by service, track, kind of customer and sum overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.cases.models import OwnerRule
from piperoll.cases.owners import owner_called
from piperoll.council.dating import begin
from piperoll.council.set_dated_figure import service_coded
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.recovery.rules import TRACKS
from piperoll.runs import running


class NotOfARule(Refused):
    """{value!r} is not a {what}. Choose one of {known}."""


class FromNothing(Refused):
    """A rule holds from a sum of nought or more."""


@dataclass(frozen=True)
class OwnerRuleSet:
    """Whose list something stands on, and from which day; `what` says what, in words."""

    run: int
    owner: str
    what: str
    valid_from: date


def set_owner_rule(
    *,
    owner: str,
    service: str = "",
    track: str = "",
    customer_kind: str = "",
    from_pence: int = 0,
    valid_from: date,
    authority: str,
    source: str = "",
    to_verify: bool = False,
    on: date,
    at: datetime,
    by: Actor,
) -> OwnerRuleSet:
    """Begin a rule. With nothing named it is the plain one, for whatever no other rule speaks of.

    Worklists follow as they are worked out next. Raises NoSuchOwner, HasNoWorklist, NotOfARule, FromNothing,
    NoSuchService, NoAuthority, BeginsTooEarly.
    """
    with running.act("set_owner_rule", on=on, at=at, by=by, owner=owner, service=service, track=track) as run:
        row, name = rule_for(
            owner=owner, service=service, track=track, customer_kind=customer_kind, from_pence=from_pence,
            valid_from=valid_from, authority=authority.strip()[:120], source=source.strip()[:200], to_verify=to_verify,
        )  # fmt: skip
        begin_rule(row, on=on)
    return OwnerRuleSet(run.id, name, in_words(row), valid_from)


def rule_for(
    *, owner: str, service: str, track: str, customer_kind: str, from_pence: int, **dated: object
) -> tuple[OwnerRule, str]:
    """A rule not yet saved, and its owner's name. Raises NoSuchOwner, HasNoWorklist, NotOfARule, FromNothing,
    NoSuchService."""
    kinds = dict(Customer.KINDS)
    for what, value, known in (("track", track, TRACKS), ("kind of customer", customer_kind, kinds)):
        if value and value not in known:
            raise NotOfARule(value=value[:40], what=what, known=", ".join(known))
    if from_pence < 0:
        raise FromNothing(field="from_pence")
    whose, of = owner_called(owner), service_coded(service) if service.strip() else None
    rule = OwnerRule(
        service=of, track=track, customer_kind=customer_kind, from_pence=from_pence, officer_id=whose.officer,
        team_id=whose.team, **dated,
    )  # fmt: skip
    return rule, whose.name


def begin_rule(row: OwnerRule, *, on: date) -> None:
    """Save a rule; the one about the same thing ends the day before. Raises NoAuthority, BeginsTooEarly."""
    standing = OwnerRule.objects.filter(
        service=row.service, track=row.track, customer_kind=row.customer_kind, from_pence=row.from_pence
    )
    begin(row, standing, what=f"The owner of {in_words(row).lower()}", on=on)


def in_words(rule: OwnerRule) -> str:
    """What a rule speaks of: `Homecare, businesses, from £1,000.00`, `Everything else`."""
    said = [rule.service.name] if rule.service else []
    said += [TRACKS[rule.track]] if rule.track else []
    said += [dict(Customer.KINDS)[rule.customer_kind]] if rule.customer_kind else []
    said += [f"from {pounds(rule.from_pence)}"] if rule.from_pence else []
    return ", ".join(said) or "Everything else"
