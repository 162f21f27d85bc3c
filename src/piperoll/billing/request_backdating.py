"""request_backdating: weeks of care further back than the limit may be billed, once somebody else agrees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from piperoll.authority.asking import Wanted, ask
from piperoll.authority.models import Request
from piperoll.billing.assess_care import BadAssessment, must_be_monday
from piperoll.billing.held_back import ask_for_each, days_since, last_day, must_not_wait, what_was_agreed
from piperoll.billing.models import CareApproval
from piperoll.billing.schedules import why
from piperoll.customers.queries import by_reference
from piperoll.database.statements import beside
from piperoll.formats.attachments import Document
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.runs.running import RunInHand

sql = beside(__file__)
ACT = "care_backdating"


class NothingHeldBack(Refused):
    """No week of {customer}'s care between {weeks_from:%-d %B %Y} and {weeks_to:%-d %B %Y} is held back."""


@dataclass(frozen=True)
class BackdatingRequested:
    """Weeks of somebody's care asked to be billed so far back: agreed to, or waiting for somebody else."""

    run: int
    request: int
    state: str
    customer: str
    weeks_from: date
    weeks_to: date
    pence: int


def request_backdating(
    *,
    customer: str,
    weeks_from: date,
    weeks_to: date,
    reason: str,
    files: Sequence[Document] = (),
    on: date,
    at: datetime,
    by: Actor,
) -> BackdatingRequested:
    """Ask that weeks that began between two days be billed. The reason says what was agreed and how they will pay.

    Raises NoSuchCustomer, NotAMonday, BadAssessment, WhyNeeded, NothingHeldBack, AskedBefore, NoLimitCovers.
    """
    by.must("request_backdating")
    person, reason = by_reference(customer), why(reason)
    must_be_monday(weeks_from)
    if weeks_to < weeks_from:
        raise BadAssessment(why="The last week is before the first")
    with running.act("request_backdating", on=on, at=at, by=by, customer=person.reference) as run:
        found = sql.held_of(customer=person.pk, weeks_from=weeks_from, weeks_to=weeks_to, on=on)
        if not found:
            raise NothingHeldBack(customer=person.reference, weeks_from=weeks_from, weeks_to=weeks_to)
        (held,) = found
        wanted = _wanted(held, weeks_from, weeks_to, "agreed", reason, on=on, files=files)
        must_not_wait(wanted, run=run, at=at)
        asked = ask(wanted, run=run, at=at)
        if asked.may_go_ahead:
            _approve(asked.request, run)
        run.finish(request=asked.request.pk, pence=held.net_pence)
    state = "approved" if asked.may_go_ahead else "waiting"
    return BackdatingRequested(
        run.id, asked.request.pk, state, person.reference, weeks_from, weeks_to, held.net_pence
    )  # fmt: skip


def ask_for_held(*, run: RunInHand, at: datetime) -> int:
    """Ask for the weeks a run of the care just held back, inside its transaction; says how many requests."""
    return ask_for_each(_held(run.effective_on), run=run, at=at)


def carry_out(request: Request, /, *, run: RunInHand, on: date, at: datetime, by: Actor) -> str:
    """Approved, the weeks go with the next bill run of the care."""
    _approve(request, run)
    return f"{request.subject} may be billed to {last_day(request):%-d %B %Y}: it goes with the next bill run."


def _held(on: date) -> Iterable[Wanted]:
    for row in sql.held():
        said = "Held back as too far back. What was agreed with them?"
        yield _wanted(row, row.weeks_from, row.weeks_to, "held_back", said, on=on)


def _wanted(
    held: Any, weeks_from: date, weeks_to: date, reason: str, said: str, *, on: date, files: Sequence[Document] = ()
) -> Wanted:
    changes = [
        ("Weeks", "", f"{held.weeks:,}, from {weeks_from:%-d %B %Y} to {weeks_to:%-d %B %Y}"),
        ("Before VAT", "", pounds(held.net_pence)),
    ]
    details = {"from": weeks_from.isoformat(), "until": weeks_to.isoformat()}
    return Wanted(
        ACT, held.service_id, held.customer_id, f"Care of {held.reference}", held.net_pence,
        days_since(held.weeks_from, on), reason, said, changes=changes, details=details, files=files,
    )  # fmt: skip


def _approve(request: Request, run: RunInHand) -> None:
    CareApproval.objects.create(
        customer_id=request.customer_id or 0, weeks_from=date.fromisoformat(request.details["from"]),
        weeks_to=last_day(request), reason=what_was_agreed(request), run_id=run.id,
    )  # fmt: skip
