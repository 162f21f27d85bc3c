"""decide_request: somebody else looks, and approves (then it is done at once), refuses, or returns with a question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from piperoll.authority import acts
from piperoll.authority.asking import hold, move
from piperoll.authority.limits import earlier_pence, in_words, limit_for
from piperoll.authority.models import Cover, Limit, Request, RequestEvent, RequestState, User
from piperoll.authority.states import DECISIONS
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NotADecision(Refused):
    """{decision!r} is no decision: approve, refuse or return."""


class SayWhy(Refused):
    """Say why you {decision} it, in a few words: whoever asked will read it."""


class OwnRequest(Refused):
    """Nobody decides what they asked for themselves, nor through a deputy: somebody else must look at request
    {request}."""


class AgreedAlready(Refused):
    """You agreed to request {request} already: now it is for somebody else, {deciders}, to decide."""


class BeyondYourLimit(Refused):
    """Request {request} is for {deciders} to decide{counted}."""


@dataclass(frozen=True)
class Decided:
    """A request decided: the state it is in now and, when it was approved, what was done.

    `next_deciders` are for whom it waits now in words, when somebody agreed to it and it takes two.
    """

    run: int
    request: int
    state: str
    done: str
    next_deciders: str = ""


def decide_request(*, request: int, decision: str, reason: str = "", on: date, at: datetime, by: Actor) -> Decided:
    """Approve, refuse or return a request. The limits are asked again, for the moment's own day; where they ask for two
    people, the first one's approval is kept, and it waits for the second.

    Raises NoSuchRequest, NotADecision, SayWhy, OwnRequest, AgreedAlready, BeyondYourLimit, NotFromHere,
    NoLimitCovers, and whatever the act's own room refuses; then nothing has changed.
    """
    if decision not in DECISIONS:
        raise NotADecision(decision=decision)
    today, reason = localdate(at), reason.strip()
    if not reason and decision != "approve":
        raise SayWhy(decision=decision)
    with running.act("decide_request", on=on, at=at, by=by, request=request, decision=decision) as run:
        standing = hold(request, by)
        wanted = standing.request
        limit = limit_now(wanted, on=today)
        covered = must_decide(standing, limit, on=today, by=by)
        event = "agree" if decision == "approve" and takes_another(standing, limit) else decision
        state = move(standing, event, why=reason, run=run, at=at, limit=limit, standing_in_for=covered)
        done = ""
        if state == "approved":
            done = acts.named(wanted.act).carry_out(wanted, run=run, on=on, at=at, by=by)
        run.finish(**run.totals, state=state, done=done)
    return Decided(run.id, request, state, done, in_words(limit.then_approvers) if event == "agree" else "")


def takes_another(standing: RequestState, limit: Limit) -> bool:
    """Whether an approval now is the first of the two that a limit asks for."""
    return bool(limit.then_approvers) and standing.agreed_by_id is None


def deciders(standing: RequestState, limit: Limit) -> list[str]:
    """The roles that decide a request as it stands: those of the second step once somebody agreed."""
    return limit.then_approvers if limit.then_approvers and standing.agreed_by_id else limit.approvers


def limit_now(wanted: Request, *, on: date) -> Limit:
    """The limit that applies to a request on a day, with what its customer had of the act in the year before."""
    return limit_for(
        wanted.act, service_id=wanted.service_id, pence=counted_pence(wanted, on=on), age_days=wanted.age_days, on=on
    )


def counted_pence(wanted: Request, *, on: date) -> int:
    """What a request counts for: its sum and what its customer had of the act in the days before."""
    earlier = earlier_pence(wanted.act, customer_id=wanted.customer_id, on=on, besides=wanted.pk)
    return wanted.amount_pence + earlier


def must_decide(standing: RequestState, limit: Limit, *, on: date, by: Actor) -> User | None:
    """Whom somebody decides for (None: themselves). Raises OwnRequest, AgreedAlready, BeyondYourLimit."""
    wanted, roles = standing.request, deciders(standing, limit)
    if wanted.asked_by_id == by.user_id:
        raise OwnRequest(request=wanted.pk)
    if by.user_id in who_agreed(standing):
        raise AgreedAlready(request=wanted.pk, deciders=in_words(roles))
    if User.objects.get(pk=by.user_id).role in roles:
        return None
    covered = [c.user for c in covers_of(by, on=on) if c.user.role in roles]
    if not covered:
        pence = counted_pence(wanted, on=on)
        counted = f": with what this customer had before it comes to {pounds(pence)}" if pence else ""
        raise BeyondYourLimit(request=wanted.pk, deciders=in_words(roles), counted=counted)
    others = [user for user in covered if user.pk not in {wanted.asked_by_id, *who_agreed(standing)}]
    if not others:
        raise OwnRequest(request=wanted.pk)
    return others[0]


def who_agreed(standing: RequestState) -> set[int]:
    """Whoever agreed to a request as it stands: themselves, and for whom they stood in."""
    if standing.agreed_by_id is None:
        return set()
    agreed = RequestEvent.objects.filter(request_id=standing.pk, event="agree").latest("id")
    return {agreed.by_id, standing.agreed_by_id}


def covers_of(by: Actor, *, on: date) -> list[Cover]:
    """Whom somebody stands in for on a day."""
    return list(Cover.objects.filter(deputy_id=by.user_id, valid_from__lte=on, valid_to__gte=on).select_related("user"))
