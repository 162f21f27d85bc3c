"""review_month_end: somebody other than the preparer signs a month end, or sends it back with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.reconciliation.models import MonthEnd, Review
from piperoll.reconciliation.month_ends import numbered, review_of
from piperoll.runs import running


class OwnMonthEnd(Refused):
    """You prepared {name} for {until:%B %Y} yourself: somebody else must look at it."""


class ReviewedAlready(Refused):
    """{name} for {until:%B %Y} was {what} by {by}. Nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class Reviewed:
    """A month end signed, or sent back."""

    run: int
    month_end: int
    what: str


def review_month_end(*, month_end: int, on: date, at: datetime, by: Actor, send_back: str = "") -> Reviewed:
    """Sign it; with a reason in `send_back`, have it prepared afresh. Raises NoSuchMonthEnd, OwnMonthEnd,
    ReviewedAlready."""
    by.must("review_month_end")
    found = numbered(month_end)
    if found.prepared_by_id == by.user_id:
        raise OwnMonthEnd(name=found.name, until=found.until)
    _must_wait(found)
    reason = send_back.strip()[:300]
    what = "sent_back" if reason else "signed"
    try:
        with running.act("review_month_end", on=on, at=at, by=by, month_end=month_end, what=what) as run:
            with transaction.atomic():
                Review.objects.create(
                    month_end=found, what=what, by_id=by.user_id, prepared_by_id=found.prepared_by_id, reason=reason,
                    at=at, run_id=run.id,
                )  # fmt: skip
            run.finish(month_end=month_end, what=what)
    except IntegrityError:
        _must_wait(found)
        raise
    return Reviewed(run.id, month_end, what)


def _must_wait(found: MonthEnd) -> None:
    review = review_of(found)
    if review:
        raise ReviewedAlready(
            name=found.name, until=found.until, what=review.get_what_display().lower(), by=review.run.by_username
        )
