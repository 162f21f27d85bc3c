"""Anytown finds some of its bills too large: a small credit, an approved one, one that waits, one sent back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from piperoll.anytown.outcome import Outcome
from piperoll.authority.assign_services import assign_services
from piperoll.authority.decide_request import decide_request
from piperoll.authority.models import Limit, Request, UserService
from piperoll.authority.sign_in import actor_for
from piperoll.authority.take_in_limits import LimitsStand, take_in_limits
from piperoll.billing.models import Invoice
from piperoll.billing.request_credit_note import request_credit_note
from piperoll.foundations.actors import Actor

LIMITS = Path(__file__).parents[3] / "samples" / "anytown" / "limits.json"
STEPS = 4
_LEAST = 20_00


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """The day's second looks, an outcome at a time; done before, they change nothing."""
    _give_their_service(on, at, team["administrator"])
    yield _credit(
        "Credit a trade waste bill", on, at, by=team["officer"], of="TRADE", reason="price_error",
        why="Two collections were missed in October", pence=12_00,
    )  # fmt: skip
    yield _credit(
        "Credit a care bill, approved", on, at, by=team["assistant"], of="ASC", reason="care_change",
        why="In hospital for the last two weeks of the period", decider=team["manager"], decision="approve",
    )  # fmt: skip
    yield _credit(
        "Ask for a music credit", on, at, by=team["assistant"], of="MUSIC", reason="duplicate",
        why="The school billed the same lessons",
    )  # fmt: skip
    yield _credit(
        "Ask a service about a credit", on, at, by=actor_for("rita.requester"), of="BUS", reason="not_delivered",
        why="The route was withdrawn in September", decider=actor_for("percy.approver"), decision="return",
        asks="From which day?",
    )  # fmt: skip


def limits(on: date, at: datetime, by: Actor) -> Outcome:
    """Take the limits in, before anything is decided by them."""
    try:
        run, already = take_in_limits(file=LIMITS, on=on, at=at, by=by).run, False
    except LimitsStand:
        run, already = None, True
    many = Limit.objects.count()
    return Outcome("day", "Take in the limits", run, many, many, "limits", 0, 0, already)


def _give_their_service(on: date, at: datetime, by: Actor) -> None:
    """The school transport team's own requester and approver see school transport."""
    for username in ("rita.requester", "percy.approver"):
        if not UserService.objects.filter(user__username=username).exists():
            assign_services(username=username, services=["BUS"], on=on, at=at, by=by)


def _credit(
    step: str, on: date, at: datetime, *, by: Actor, of: str, reason: str, why: str, pence: int | None = None,
    decider: Actor | None = None, decision: str = "", asks: str = "",
) -> Outcome:  # fmt: skip
    """Ask for a credit of the service's first bill, and decide it when somebody is to."""
    invoice = Invoice.objects.filter(service__code=of, gross_pence__gte=_LEAST, invoiced_on__lte=on).order_by("id")[0]
    before = Request.objects.filter(act="credit_note", subject=invoice.number, asked_by_id=by.user_id).first()
    if before:
        return Outcome("day", step, before.run_id, 1, 1, "credit", 0, before.amount_pence, True)
    asked = request_credit_note(invoice=invoice.number, reason=reason, why=why, amount_pence=pence, on=on, at=at, by=by)
    if decider:
        decide_request(request=asked.request, decision=decision, reason=asks, on=on, at=at, by=decider)
    return Outcome("day", step, asked.run, 1, 1, "credit", 0, asked.pence, False)
