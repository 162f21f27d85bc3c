"""Which limit applies to an act: of those in force for its service, the narrowest that covers its sum and its age."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, Sum

from piperoll.authority import acts
from piperoll.authority.models import Limit, Request
from piperoll.authority.rules import ROLES
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused


class NoLimitCovers(Refused):
    """No limit says who may decide a {act}{amount} on {on:%-d %B %Y}: set one under Set-up, Limits."""


def narrowest(limits: Iterable[Limit], *, service_id: int, pence: int, age_days: int) -> Limit | None:
    """The limit that applies, of those in force for an act. A service's own go before everybody's."""
    standing = list(limits)
    own = [limit for limit in standing if limit.service_id == service_id]
    covering = [
        limit
        for limit in own or [limit for limit in standing if limit.service_id is None]
        if (limit.up_to_pence is None or pence <= limit.up_to_pence)
        and (limit.up_to_days is None or age_days <= limit.up_to_days)
    ]
    return min(covering, key=_breadth, default=None)


def _breadth(limit: Limit) -> tuple[float, float, int]:
    pence = float("inf") if limit.up_to_pence is None else limit.up_to_pence
    days = float("inf") if limit.up_to_days is None else limit.up_to_days
    return (pence, days, -limit.pk)


def limit_for(act: str, *, service_id: int, pence: int, age_days: int, on: date) -> Limit:
    """The limit that applies on a day. Raises NoLimitCovers."""
    in_force = Limit.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), act=act, valid_from__lte=on)
    found = narrowest(in_force, service_id=service_id, pence=pence, age_days=age_days)
    if found is None:
        raise NoLimitCovers(act=acts.named(act).title.lower(), amount=f" of {pounds(pence)}" if pence else "", on=on)
    return found


def without_limits(on: date) -> list[acts.Act]:
    """The acts that nobody may do or decide, because no limit for them holds on a day."""
    named = set(Limit.objects.filter(valid_from__lte=on).exclude(valid_to__lt=on).values_list("act", flat=True))
    return [act for act in acts.every() if not act.is_optional and act.name not in named]


def earlier_pence(act: str, *, customer_id: int | None, on: date, besides: int | None = None) -> int:
    """What the same customer had, or has waiting, of the same act in the days up to one: a year of most, so that
    nobody splits a large sum."""
    if customer_id is None:
        return 0
    counted = Request.objects.filter(
        act=act, customer_id=customer_id, asked_on__gt=on - timedelta(days=acts.named(act).counts_days),
        standing__state__in=["approved", "waiting", "returned"],
    ).exclude(pk=besides or 0)  # fmt: skip
    return counted.aggregate(pence=Sum("amount_pence"))["pence"] or 0


def in_words(roles: Iterable[str]) -> str:
    """Roles as people read them: `Team manager or Finance director`."""
    names = [ROLES[role].name for role in ROLES if role in set(roles)]
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else "nobody"


def deciders_in_words(limit: Limit) -> str:
    """Who decides under a limit: `Team manager`, or `Service approver, then Finance director`."""
    return ", then ".join(in_words(roles) for roles in (limit.approvers, limit.then_approvers) if roles)


def limit_in_words(limit: Limit) -> str:
    """How far a limit reaches: `up to £1,000.00, up to 365 days old`."""
    sums = f"up to {pounds(limit.up_to_pence)}" if limit.up_to_pence is not None else "any sum"
    return sums if limit.up_to_days is None else f"{sums}, up to {limit.up_to_days:,} days old"
