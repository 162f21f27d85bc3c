"""tell_apart: two customers who look alike are different, somebody knows; no search offers them again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.customers.answering import in_order
from piperoll.customers.merging import kept_id
from piperoll.customers.models import PairAnswer
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NoReasonToTellApart(Refused):
    """Say in a few words how you know that they are different: nobody will be asked again."""


class AreMerged(Refused):
    """They are merged and read as one account: un-merge them, saying why."""


@dataclass(frozen=True)
class ToldApart:
    """Two customers known to be different."""

    run: int
    first: int
    second: int


def tell_apart(*, one: int, other: int, reason: str, on: date, at: datetime, by: Actor) -> ToldApart:
    """Remember that two customers are different. Raises NoReasonToTellApart, SameTwice, NoSuchCustomer, AreMerged."""
    by.must("tell_apart")
    reason = " ".join(reason.split())[:500]
    if not reason:
        raise NoReasonToTellApart()
    first, second = in_order(one, other)
    if kept_id(first) == kept_id(second):
        raise AreMerged()
    with running.act("tell_apart", on=on, at=at, by=by, first=first, second=second, reason=reason) as run:
        PairAnswer.objects.create(
            first_id=first, second_id=second, answer="different", reason=reason, known_at=at, run_id=run.id
        )
    return ToldApart(run.id, first, second)
