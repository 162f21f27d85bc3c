"""set_track_rule: from a day on, what a service bills, a kind of customer owes, or one customer owes is on a track."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.council.dating import begin
from piperoll.council.set_dated_figure import service_coded
from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.recovery.models import TrackRule
from piperoll.recovery.rules import TRACKS
from piperoll.recovery.set_recovery_stage import NotOfTheLadder
from piperoll.runs import running


class OneOrTheOther(Refused):
    """A rule is for one customer, or for a service and a kind of customer: leave one of them out."""


@dataclass(frozen=True)
class TrackRuleSet:
    """Which track something falls on, and from which day; `what` says what, in words."""

    run: int
    track: str
    what: str
    valid_from: date


def set_track_rule(
    *,
    track: str,
    service: str = "",
    customer_kind: str = "",
    customer: str = "",
    valid_from: date,
    authority: str,
    source: str = "",
    to_verify: bool = False,
    on: date,
    at: datetime,
    by: Actor,
) -> TrackRuleSet:
    """Begin a rule. With nothing named it is the plain one, for whatever no other rule speaks of.

    Raises NotOfTheLadder, OneOrTheOther, NoSuchService, NoSuchCustomer, NoAuthority, BeginsTooEarly.
    """
    kinds = dict(Customer.KINDS)
    for what, value, known in (("track", track, TRACKS), ("kind of customer", customer_kind, {"": "", **kinds})):
        if value not in known:
            raise NotOfTheLadder(value=value[:40], what=what, known=", ".join(filter(None, known)))
    if customer.strip() and (service or customer_kind):
        raise OneOrTheOther()
    with running.act("set_track_rule", on=on, at=at, by=by, track=track, service=service, kind=customer_kind) as run:
        whose = by_reference(customer) if customer.strip() else None
        of = service_coded(service) if service else None
        row = TrackRule(
            track=track, service=of, customer_kind=customer_kind, customer=whose, valid_from=valid_from,
            authority=authority.strip()[:120], source=source.strip()[:200], to_verify=to_verify,
        )  # fmt: skip
        standing = TrackRule.objects.filter(service=of, customer_kind=customer_kind, customer=whose)
        begin(row, standing, what=f"The track of {in_words(row).lower()}", on=on)
    return TrackRuleSet(run.id, track, in_words(row), valid_from)


def in_words(rule: TrackRule) -> str:
    """What a rule speaks of: `Homecare, person`, `Everything else`."""
    if rule.customer:
        return f"Customer {rule.customer.reference}"
    said = [rule.service.name] if rule.service else []
    said += [dict(Customer.KINDS)[rule.customer_kind]] if rule.customer_kind else []
    return ", ".join(said) or "Everything else"
