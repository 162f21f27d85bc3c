"""Asking for an act, inside the verb that wants it: done at once within the asker's own limit, else it waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from piperoll.authority.evidence import keep
from piperoll.authority.limits import earlier_pence, limit_for
from piperoll.authority.models import Limit, Request, RequestEvent, RequestState, User
from piperoll.authority.states import REQUEST_STATES
from piperoll.database.statements import beside
from piperoll.formats.attachments import Document
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs.running import RunInHand

sql = beside(__file__)


class NoSuchRequest(Refused):
    """There is no request {request}. See Approvals for those that wait."""


class NotYours(Refused):
    """Request {request} is {asker}'s: only they can {act} it."""


@dataclass(frozen=True)
class Wanted:
    """What somebody asks for. `changes` are (what, was, becomes) in words; `details` are for whoever carries it out."""

    act: str
    service_id: int
    customer_id: int | None
    subject: str
    amount_pence: int
    age_days: int
    reason: str
    why: str
    evidence: str = ""
    changes: Sequence[tuple[str, str, str]] = ()
    details: dict[str, Any] | None = None
    files: Sequence[Document] = ()


@dataclass(frozen=True)
class Asked:
    """A request on record. `may_go_ahead` when it is within the asker's own limit: carry it out now.

    `counted_pence` is the sum the limit was chosen by, with what the customer had of the act before.
    """

    request: Request
    limit: Limit
    counted_pence: int
    may_go_ahead: bool


def ask(wanted: Wanted, *, run: RunInHand, at: datetime, alone: bool = True) -> Asked:
    """Put a request on record within the run's transaction. `alone=False` sends even the smallest to somebody else.

    The limits are those of the moment's own day, whatever day the run counts from: nobody picks a day on which they
    may do more. Raises NoLimitCovers, TooManyFiles.
    """
    today, asker = localdate(at), User.objects.get(pk=run.by.user_id)
    if wanted.customer_id is not None:
        one_at_a_time(wanted.act, f"of customer {wanted.customer_id}")
    counted = wanted.amount_pence + earlier_pence(wanted.act, customer_id=wanted.customer_id, on=today)
    limit = limit_for(wanted.act, service_id=wanted.service_id, pence=counted, age_days=wanted.age_days, on=today)
    may_go_ahead = alone and asker.role in limit.alone
    request = Request.objects.create(
        act=wanted.act, service_id=wanted.service_id, customer_id=wanted.customer_id, subject=wanted.subject,
        amount_pence=wanted.amount_pence, age_days=wanted.age_days, reason=wanted.reason, why=wanted.why,
        evidence=wanted.evidence, changes=list(wanted.changes), details=wanted.details or {}, asked_by=asker,
        asked_on=today, known_at=at, run_id=run.id,
    )  # fmt: skip
    keep(wanted.files, request=request, run=run, at=at)
    event = "do_alone" if may_go_ahead else "send"
    RequestState.objects.create(request=request, state=REQUEST_STATES.after(event, "asked"), limit=limit)
    _add_event(request, event, "asked", by=asker, limit=limit, why=wanted.why, run=run, at=at)
    return Asked(request, limit, counted, may_go_ahead)


def one_at_a_time(act: str, key: str) -> None:
    """Let nobody else ask for the same thing until this transaction ends."""
    sql.one_at_a_time(key=f"{act} {key}")


def take_back(earlier: int, *, run: RunInHand, at: datetime) -> None:
    """Withdraw one's own request, because it is asked for again in other words in the same act.

    Raises NoSuchRequest, NotYours, NotFromHere.
    """
    standing = hold(earlier, run.by)
    must_be_theirs(standing, run.by, act="ask again for")
    move(standing, "withdraw", why="Asked for again in other words", run=run, at=at)


def hold(request: int, by: Actor) -> RequestState:
    """A request's state, locked, if its service is theirs to see. Raises NoSuchRequest."""
    found = RequestState.objects.select_for_update().filter(pk=request).first()
    if found is None or not by.sees_service(found.request.service_id):
        raise NoSuchRequest(request=request)
    return found


def must_be_theirs(standing: RequestState, by: Actor, *, act: str) -> None:
    """Raises NotYours."""
    if standing.request.asked_by_id != by.user_id:
        raise NotYours(request=standing.request_id, asker=standing.request.asked_by.name, act=act)


def move(
    standing: RequestState, event: str, *, why: str, run: RunInHand, at: datetime, limit: Limit | None = None,
    standing_in_for: User | None = None,
) -> str:  # fmt: skip
    """Take a locked request one step further and return the state it is in then. Raises NotFromHere."""
    by = User.objects.get(pk=run.by.user_id)
    was, standing.state = standing.state, REQUEST_STATES.after(event, standing.state)
    if event in ("answer", "agree") and limit:
        standing.limit = limit
    standing.agreed_by = (standing_in_for or by) if event == "agree" else None
    standing.save(update_fields=["state", "limit", "agreed_by"])
    _add_event(
        standing.request, event, was, by=by, limit=limit, why=why, run=run, at=at, standing_in_for=standing_in_for
    )
    return standing.state


def _add_event(
    request: Request, event: str, was: str, *, by: User, limit: Limit | None, why: str, run: RunInHand, at: datetime,
    standing_in_for: User | None = None,
) -> None:  # fmt: skip
    RequestEvent.objects.create(
        request=request, event=event, state=REQUEST_STATES.after(event, was), by=by, standing_in_for=standing_in_for,
        limit=limit, why=why, effective_on=run.effective_on, known_at=at, run_id=run.id,
    )  # fmt: skip
