"""record_deferred_payment: whether somebody who owes for care owns a property, and what came of a deferred payment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.customers.queries import by_reference
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.recovery.models import DeferredPayment
from piperoll.recovery.protocol import Deferred, care_bar
from piperoll.runs import running
from piperoll.safeguards.words import few_words, held


class OutOfOrder(Refused):
    """A deferred payment is offered to somebody with a property, then refused: give the days in that order, up to
    today."""


class KnownAlready(Refused):
    """That is what is on record of {customer} already: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class DeferredPaymentRecorded:
    """What is known now, and why care charges may not be sued for yet, if they may not."""

    run: int
    customer: str
    bar: str


def record_deferred_payment(
    *, customer: str, owns_property: bool, offered_on: date | None = None, refused_on: date | None = None,
    evidence: str, on: date, at: datetime, by: Actor,
) -> DeferredPaymentRecorded:  # fmt: skip
    """Record what is known of a property and a deferred payment, and what shows it.

    Raises NoSuchCustomer, OutOfOrder, KnownAlready, WordsMissing, WordsTooLong, CardNumber.
    """
    by.must("record_deferred_payment")
    shown = few_words(evidence, "what shows it")
    days = [day for day in (offered_on, refused_on, on) if day]
    if days != sorted(days) or (refused_on and not offered_on) or (offered_on and not owns_property):
        raise OutOfOrder(field="offered_on")
    whose = by_reference(customer)
    with running.act("record_deferred_payment", on=on, at=at, by=by, customer=whose.pk) as run:
        held(whose.pk)
        told = {"owns_property": owns_property, "offered_on": offered_on, "refused_on": refused_on, "evidence": shown}
        newest = DeferredPayment.objects.filter(customer=whose).order_by("-id").values(*told).first()
        if newest == told:
            raise KnownAlready(customer=whose.reference)
        DeferredPayment.objects.create(customer=whose, run_id=run.id, **told)
        run.finish(said="Deferred payment: what is known of it", why=shown)
    return DeferredPaymentRecorded(run.id, whose.reference, care_bar(Deferred(owns_property, offered_on, refused_on)))
