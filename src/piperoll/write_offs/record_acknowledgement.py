"""record_acknowledgement: a signed paper says that a debt is owed, and its time in law begins again, if it had not
ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.customers.queries import by_reference
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words, held
from piperoll.write_offs import limitation
from piperoll.write_offs.checking import sql
from piperoll.write_offs.models import AcknowledgedItem, Acknowledgement


class NothingAcknowledged(Refused):
    """{customer} owes nothing open{of} that a paper could acknowledge."""


class SignedLater(Refused):
    """The paper was signed on {signed_on:%-d %B %Y}: give the day it was signed, up to today."""


class OutOfTimeAlready(Refused):
    """The time in law of {reference} ended on {last_day:%-d %B %Y}, before the paper was signed: nothing brings it back
    (Limitation Act 1980 s.29(7))."""


class BindsOnlyTheSigner(Refused):
    """{customer} owes together with others, and a paper binds only whoever signed it (Limitation Act 1980 s.31(6)). The
    time in law stays as it is."""


@dataclass(frozen=True)
class AcknowledgementRecorded:
    """Debts acknowledged, and the first day after which one of them may not be sued for."""

    run: int
    customer: str
    debts: int
    last_day: date


def record_acknowledgement(
    *, customer: str, signed_by: str, signed_on: date, paper: str, invoices: Sequence[str] = (), on: date,
    at: datetime, by: Actor,
) -> AcknowledgementRecorded:  # fmt: skip
    """Record that somebody signed that they owe all that is open, or some invoices, and where the paper is kept.

    Raises NoSuchCustomer, SignedLater, BindsOnlyTheSigner, NothingAcknowledged, OutOfTimeAlready, WordsMissing,
    WordsTooLong, CardNumber.
    """
    by.must("record_acknowledgement")
    who = few_words(signed_by, "who signed it", longest=120)
    where = few_words(paper, "what the paper is and where it is kept")
    if signed_on > on:
        raise SignedLater(signed_on=signed_on, field="signed_on")
    whose = by_reference(customer)
    if whose.kind == "joint":
        raise BindsOnlyTheSigner(customer=whose.reference)
    with running.act("record_acknowledgement", on=on, at=at, by=by, customer=whose.pk) as run:
        held(whose.pk)
        numbers = ["".join(number.split()).upper() for number in invoices]
        items = [row.item_id for row in sql.owed(customer=whose.pk, invoices=numbers, on=on)]
        if not items:
            raise NothingAcknowledged(customer=whose.reference, of=f" of {', '.join(numbers)}"[:80] if numbers else "")
        for row in limitation.last_days(items):
            if row.last_day < signed_on:
                raise OutOfTimeAlready(reference=row.reference, last_day=row.last_day)
        made = Acknowledgement.objects.create(signed_by=who, signed_on=signed_on, paper=where, run_id=run.id)
        AcknowledgedItem.objects.bulk_create(
            AcknowledgedItem(acknowledgement=made, item_id=item, run_id=run.id) for item in items
        )
        last = min(row.last_day for row in limitation.last_days(items))
        run.finish(said=f"{who} signed on {signed_on:%-d %B %Y} that it is owed", why=where, debts=len(items))
    return AcknowledgementRecorded(run.id, whose.reference, len(items), last)
