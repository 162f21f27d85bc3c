"""withdraw_promise: a promise was taken back, or entered by mistake; the ladder goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.arrangements.models import Promise, PromiseWithdrawn
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words, held


class NoSuchPromise(Refused):
    """There is no promise {promise}. A customer's promises stand on their record, under Arrangements."""


class WithdrawnAlready(Refused):
    """Promise {promise} was taken back already: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class PromiseTakenBack:
    """A promise that waits no more."""

    run: int
    promise: int
    customer: str


def withdraw_promise(*, promise: int, why: str, on: date, at: datetime, by: Actor) -> PromiseTakenBack:
    """Take it back. Raises NoSuchPromise, WithdrawnAlready, WordsMissing."""
    said = few_words(why, "why it is taken back")
    found = Promise.objects.select_related("customer").filter(pk=promise).first()
    if found is None:
        raise NoSuchPromise(promise=promise)
    with running.act("withdraw_promise", on=on, at=at, by=by, promise=promise, customer=found.customer_id) as run:
        held(found.customer_id)
        if PromiseWithdrawn.objects.filter(promise=found).exists():
            raise WithdrawnAlready(promise=promise)
        PromiseWithdrawn.objects.create(promise=found, why=said, withdrawn_on=on, run_id=run.id)
        run.finish(said="Promise to pay taken back", why=said)
    return PromiseTakenBack(run.id, promise, found.customer.reference)
