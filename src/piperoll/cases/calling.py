"""Whether a customer may be telephoned about a debt now: the safeguards, the hours, and how often we called this
week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from piperoll.cases import agents
from piperoll.cases.models import Exchange
from piperoll.council.figures import figure
from piperoll.safeguards.answers import may_i

A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class MayCall:
    """Yes or no, and why; how many calls were made in the last seven days of the `most` there may be."""

    allowed: bool
    reasons: tuple[str, ...]
    calls: int
    most: int


def may_call(customer: int, *, on: date, at: datetime) -> MayCall:
    """Whether to telephone somebody at a moment. Hours are asked about today's calls alone.

    Quiet hours and a cap keep clear of harassment (Administration of Justice Act 1970 s.40; Protection from Harassment
    Act 1997). Raises NoFigureHolds.
    """
    answer = may_i("telephone", customer, on)
    since, until = (int(figure(name, on)) for name in ("call_from_hour", "call_until_hour"))
    most = int(figure("most_calls_a_week", on))
    made = Exchange.objects.filter(customer=customer, kind="call_out", happened_on__gt=on - A_WEEK, happened_on__lte=on)
    calls, local = made.count(), timezone.localtime(at)
    stops = [] if answer.allowed else list(answer.reasons)
    if local.date() == on and not since <= local.hour < until:
        stops.append(f"We call between {since}:00 and {until}:00.")
    if calls >= most:
        times = "once" if calls == 1 else f"{calls} times"
        stops.append(f"We called {times} in the last seven days, and {most} is the most.")
    if agent := agents.who_has(customer):
        since_day = f"{agent.handed_on:%-d %B %Y}"
        stops.append(f"{agent.name} has their case since {since_day}: ask the agent, or recall it first.")
    return MayCall(not stops, tuple(stops) or answer.reasons, calls, most)
