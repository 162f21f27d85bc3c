"""reopen_month_end: a signed month end does not stand any more, and why; its evidence stays as it was signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError

from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.reconciliation.models import Reopening
from piperoll.reconciliation.month_ends import newest_of, numbered, review_of, state_of
from piperoll.runs import running


class NotSigned(Refused):
    """{name} for {until:%B %Y} does not stand signed, so there is nothing to open again."""


class ReopeningSaysWhy(Refused):
    """Say why {name} for {until:%B %Y} is opened again."""


@dataclass(frozen=True)
class Reopened:
    """A month end that is to be prepared afresh."""

    run: int
    month_end: int


def reopen_month_end(*, month_end: int, reason: str, on: date, at: datetime, by: Actor) -> Reopened:
    """Open the newest, signed version again. Raises NoSuchMonthEnd, NotSigned, ReopeningSaysWhy."""
    by.must("reopen_month_end")
    found = numbered(month_end)
    if not reason.strip():
        raise ReopeningSaysWhy(name=found.name, until=found.until)
    newest, review = newest_of(found.kind, found.bank_account_id, found.until), review_of(found)
    if newest != found or review is None or state_of(found) != "signed":
        raise NotSigned(name=found.name, until=found.until)
    try:
        with running.act("reopen_month_end", on=on, at=at, by=by, month_end=month_end) as run:
            Reopening.objects.create(
                review=review, reason=reason.strip()[:300], by_id=by.user_id, at=at, run_id=run.id
            )  # fmt: skip
            run.finish(month_end=month_end)
    except IntegrityError:
        raise NotSigned(name=found.name, until=found.until) from None
    return Reopened(run.id, month_end)
