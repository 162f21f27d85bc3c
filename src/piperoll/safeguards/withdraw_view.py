"""withdraw_view: leave to see a restricted record ends before its day, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.models import ViewGrant, ViewGrantEnd
from piperoll.safeguards.words import few_words, held


class NoSuchGrant(Refused):
    """There is no leave {grant}. See who may see the record for their numbers."""


class LeaveOver(Refused):
    """That leave ended on {on:%-d %B %Y}: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class ViewWithdrawn:
    """Leave withdrawn, with its last day."""

    run: int
    grant: int
    customer: int
    username: str
    last_day: date


def withdraw_view(*, grant: int, reason: str, on: date, at: datetime, by: Actor) -> ViewWithdrawn:
    """Withdraw leave from the day `on`: the day before is its last.

    Raises WordsMissing, WordsTooLong, CardNumber, NoSuchGrant, LeaveOver.
    """
    by.must("withdraw_view")
    why = few_words(reason, "why it is withdrawn")
    found = ViewGrant.objects.select_related("user").filter(pk=grant).first()
    if found is None:
        raise NoSuchGrant(grant=grant)
    with running.act("withdraw_view", on=on, at=at, by=by, customer=found.customer_id, grant=grant) as run:
        held(found.customer_id)
        if ended := ViewGrantEnd.objects.filter(grant=found).first():
            raise LeaveOver(on=ended.valid_to)
        if found.valid_to < on:
            raise LeaveOver(on=found.valid_to)
        last_day = on - timedelta(days=1)
        ViewGrantEnd.objects.create(grant=found, valid_to=last_day, reason=why, run_id=run.id)
        run.finish(grant=grant, said=f"No longer leave to see the record: {found.user.name}", why=why)
    return ViewWithdrawn(run.id, grant, found.customer_id, found.user.username, last_day)
