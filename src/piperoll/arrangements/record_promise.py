"""record_promise: somebody promised to pay a sum by a day; the ladder waits until then and a few days more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from piperoll.arrangements.models import Promise
from piperoll.arrangements.promising import waiting
from piperoll.arrangements.rules import HEARD, NoWayToPay
from piperoll.council.figures import figure
from piperoll.customers.merging import kept_id
from piperoll.customers.queries import by_reference
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.receivables.queries import AsAt, standing
from piperoll.runs import running
from piperoll.safeguards.words import few_words, held


class OnePromiseAtATime(Refused):
    """{customer} promised {pence} by {by_on:%-d %B %Y}, and that still waits. Take it back first if it was
    mistaken."""


class PromiseOutOfReach(Refused):
    """A promise is for a day from {on:%-d %B %Y} to {last:%-d %B %Y}. Further ahead, or in parts, agree an
    arrangement."""


class PromiseTooMuch(Refused):
    """{wanted} is more than the {owed} that {customer} owes."""


@dataclass(frozen=True)
class PromiseRecorded:
    """A promise on record, and the last day for which the ladder waits."""

    run: int
    promise: int
    customer: str
    pence: int
    by_on: date
    until: date


def record_promise(
    *, customer: str, amount_pence: int, by_on: date, promised_by: str, heard: str, note: str = "", on: date,
    at: datetime, by: Actor,
) -> PromiseRecorded:  # fmt: skip
    """Record what was promised, who promised, and how we heard.

    Raises NoSuchCustomer, NoWayToPay, PromiseOutOfReach, PromiseTooMuch, OnePromiseAtATime, WordsMissing.
    """
    by.must("record_promise")
    who = few_words(promised_by, "who promised", longest=120)
    note = few_words(note, "the note", needed=False)
    if heard not in HEARD:
        raise NoWayToPay(said=heard[:40], what="way to hear", known=", ".join(HEARD), field="heard")
    last = on + timedelta(days=int(figure("promise_longest_days", on)))
    if not on <= by_on <= last:
        raise PromiseOutOfReach(on=on, last=last, field="by_on")
    whose = by_reference(customer)
    account = kept_id(whose.pk)
    with running.act("record_promise", on=on, at=at, by=by, customer=whose.pk) as run:
        account_of = held(account)
        owed = standing(account, AsAt(on, None), most=1).balance.owed_pence
        if not 0 < amount_pence <= owed:
            raise PromiseTooMuch(
                wanted=pounds(amount_pence), owed=pounds(owed), customer=whose.reference, field="amount_pence"
            )
        if found := waiting(account, on):
            raise OnePromiseAtATime(customer=whose.reference, pence=pounds(found.pence), by_on=found.by_on)
        made = Promise.objects.create(
            customer=account_of, pence=amount_pence, by_on=by_on, promised_on=on, promised_by=who, heard=heard,
            note=note, run_id=run.id,
        )  # fmt: skip
        said = f"{pounds(amount_pence)} promised by {by_on:%-d %B %Y}"
        run.finish(promise=made.pk, said=said, why=f"{who}, {HEARD[heard].lower()}")
    until = by_on + timedelta(days=int(figure("promise_late_days", on)))
    return PromiseRecorded(run.id, made.pk, account_of.reference, amount_pence, by_on, until)
