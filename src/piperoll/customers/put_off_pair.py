"""put_off_pair: nobody can say yet whether two customers are one; they are asked about again from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.customers.answering import in_order
from piperoll.customers.models import PairAnswer
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class AskAgainLater(Refused):
    """{on:%-d %B %Y} is no day to ask again: give one after today, within a year."""


@dataclass(frozen=True)
class PutOff:
    """A pair asked about again from a day on."""

    run: int
    first: int
    second: int
    ask_again_on: date


def put_off_pair(
    *, one: int, other: int, ask_again_on: date, reason: str = "", on: date, at: datetime, by: Actor
) -> PutOff:
    """Offer two customers again from `ask_again_on`, not before. Raises AskAgainLater, SameTwice, NoSuchCustomer."""
    by.must("put_off_pair")
    if not 0 < (ask_again_on - on).days <= 366:
        raise AskAgainLater(on=ask_again_on)
    first, second = in_order(one, other)
    reason = " ".join(reason.split())[:500]
    with running.act("put_off_pair", on=on, at=at, by=by, first=first, second=second) as run:
        PairAnswer.objects.create(
            first_id=first, second_id=second, answer="later", ask_again_on=ask_again_on, reason=reason, known_at=at,
            run_id=run.id,
        )  # fmt: skip
    return PutOff(run.id, first, second, ask_again_on)
