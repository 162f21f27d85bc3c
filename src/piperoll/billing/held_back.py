"""What a bill run holds back because it is too far back: the run itself asks whether it may be billed, once.

Somebody other than whoever ran it decides. A council without limits for such an act is only told by the rejections.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from piperoll.authority.asking import Wanted, ask, take_back
from piperoll.authority.limits import NoLimitCovers
from piperoll.authority.models import Request, RequestEvent
from piperoll.billing.request_customer import AskedBefore
from piperoll.runs.running import RunInHand

MOST = 50
"""How many requests one run makes, the longest held first: the rest follow when those are decided."""
REASONS = {"agreed": "It was agreed how they will pay", "held_back": "Held back by a bill run"}


def ask_for_each(wanted: Iterable[Wanted], *, run: RunInHand, at: datetime) -> int:
    """Ask for what is not asked for already, inside the run's transaction; says how many are new."""
    asked = 0
    for one in wanted:
        if is_asked(one, again=False):
            continue
        try:
            ask(one, run=run, at=at, alone=False)
        except NoLimitCovers:
            return asked
        asked += 1
        if asked == MOST:
            return asked
    return asked


def is_asked(wanted: Wanted, *, again: bool) -> Request | None:
    """The newest request for the same, or for more of it; with `again`, only one that is not decided."""
    states = ["waiting", "returned"] if again else ["waiting", "returned", "approved", "refused"]
    found = Request.objects.filter(act=wanted.act, subject=wanted.subject, standing__state__in=states).order_by("-id")
    until = (wanted.details or {})["until"]
    return next((one for one in found if one.details["until"] >= until), None)


def must_not_wait(wanted: Wanted, *, run: RunInHand, at: datetime) -> None:
    """Raises AskedBefore when somebody asked for the same and it is not decided.

    What a run asked by itself is no obstacle: whoever ran it takes it back, now that they say what was agreed.
    """
    found = is_asked(wanted, again=True)
    if found and found.reason != "held_back":
        raise AskedBefore(request=found.pk)
    if found and found.asked_by_id == run.by.user_id:
        take_back(found.pk, run=run, at=at)


def what_was_agreed(request: Request) -> str:
    """What was agreed with the customer, as whoever asked told it last."""
    answer = RequestEvent.objects.filter(request=request, event="answer").order_by("-id").first()
    return (answer.why if answer else request.why)[:200]


def last_day(request: Request) -> date:
    """Up to which day a request reaches."""
    until: str = request.details["until"]
    return date.fromisoformat(until)


def days_since(oldest: date, on: date) -> int:
    """How old the oldest of what is held is."""
    return max((on - oldest).days, 0)
