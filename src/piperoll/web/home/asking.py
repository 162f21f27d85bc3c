"""What waits for somebody of a service: in three figures, and one by one."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from piperoll.authority.queries import how_many_wait, how_yours_stand, waiting_for
from piperoll.foundations.actors import Actor
from piperoll.reporting.second_looks import waiting
from piperoll.web.approvals.wording import request_table
from piperoll.web.components.status import Figure
from piperoll.web.components.table import Table
from piperoll.web.self_service.yours import undecided

MOST = 10
LOOKS = {
    "release_collection": (
        "collection run waits to be released", "collection runs wait to be released", "collection_runs",
    ),
    "release_refunds": ("refund run waits to be released", "refund runs wait to be released", "refund_runs"),
    "write_refund_file": (
        "released refund run has no Bacs file yet", "released refund runs have no Bacs file yet", "refund_runs",
    ),
    "authorise_cash_up": (
        "till over or short waits for somebody else", "tills over or short wait for somebody else", "bankings",
    ),
    "authorise_cash_return": (
        "cash-up return waits to be authorised", "cash-up returns wait to be authorised", "cash_returns",
    ),
}  # fmt: skip
"""What waits for a second person, one and more of it, and where; by the verb that lets it go."""


def waiting_figures(who: Actor) -> Iterator[Figure]:
    """What is asked of them, what they are to decide, and what of theirs waits for somebody else."""
    if "request_customer" not in who.may:
        yield from _to_decide(who)
        return
    mine, yours = how_yours_stand(who), reverse("your_requests")
    back = "request of yours came back with a question" if mine.returned == 1 else "requests of yours came back to you"
    yield Figure(f"{mine.returned:,}", back, yours)
    if "decide_request" in who.may:
        yield _deciding(how_many_wait(who, on=timezone.localdate()))
    waits = "of yours waits" if mine.waiting == 1 else "of yours wait"
    yield Figure(f"{mine.waiting:,}", f"{waits} for somebody else to decide", yours)


def _to_decide(who: Actor) -> Iterator[Figure]:
    """Requests that wait for them, when there are any."""
    if many := how_many_wait(who, on=timezone.localdate()):
        yield _deciding(many)


def _deciding(many: int) -> Figure:
    return Figure(f"{many:,}", f"{'waits' if many == 1 else 'wait'} for you to decide", reverse("approvals"))


def second_looks(who: Actor) -> Iterator[Figure]:
    """What somebody else made and they may let go, kind by kind."""
    for verb, many in waiting(who).items():
        one, more, address = LOOKS[verb]
        yield Figure(f"{many:,}", one if many == 1 else more, reverse(address))


def waiting_tables(who: Actor) -> list[Table]:
    """The requests themselves: to decide, to answer, waiting for somebody else; or that there are none."""
    if "request_customer" not in who.may:
        return []
    today = timezone.localdate()
    rows = waiting_for(who, on=today, most=MOST)
    decide = [request_table(rows, today, caption="For you to decide", empty="", hidden=False)] if rows else []
    theirs = undecided(who, most=MOST)
    return [*decide, *(table for table in theirs if table.rows)] or [theirs[0]]
