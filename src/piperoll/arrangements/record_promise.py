"""record_promise: somebody promised to pay a sum by a day; the ladder waits until then and a few days more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from piperoll.arrangements.models import Promise
from piperoll.arrangements.promising import waiting
from piperoll.arrangements.rules import HEARD, NoWayToPay
from piperoll.council.figures import figure
from piperoll.customers.merging import kept_id
from piperoll.customers.models import Customer
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
class Promised:
    """What somebody promised: who, how we heard (`phone`, `letter`, `email`, `visit` or `counter`), how many pence, by
    which day."""

    pence: int
    by_on: date
    promised_by: str
    heard: str
    note: str = ""


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
    told = must_be_one(Promised(amount_pence, by_on, promised_by, heard, note), on)
    whose = by_reference(customer)
    with running.act("record_promise", on=on, at=at, by=by, customer=whose.pk) as run:
        made = keep_promise(whose, told, on, run=run.id)
        run.finish(promise=made.pk, said=in_words(made), why=f"{told.promised_by}, {HEARD[heard].lower()}")
    return PromiseRecorded(run.id, made.pk, made.customer.reference, made.pence, by_on, waits_until(made))


def must_be_one(told: Promised, on: date) -> Promised:
    """The promise with its words trimmed. Raises NoWayToPay, PromiseOutOfReach, WordsMissing, WordsTooLong."""
    who = few_words(told.promised_by, "who promised", longest=120)
    note = few_words(told.note, "the note", needed=False)
    if told.heard not in HEARD:
        raise NoWayToPay(said=told.heard[:40], what="way to hear", known=", ".join(HEARD), field="heard")
    last = on + timedelta(days=int(figure("promise_longest_days", on)))
    if not on <= told.by_on <= last:
        raise PromiseOutOfReach(on=on, last=last, field="by_on")
    return replace(told, promised_by=who, note=note)


def keep_promise(whose: Customer, told: Promised, on: date, *, run: int) -> Promise:
    """Keep it inside the verb's transaction, on the account where the customer's debts are now.

    Raises PromiseTooMuch, OnePromiseAtATime.
    """
    account = kept_id(whose.pk)
    account_of = held(account)
    owed = standing(account, AsAt(on, None), most=1).balance.owed_pence
    if not 0 < told.pence <= owed:
        raise PromiseTooMuch(
            wanted=pounds(told.pence), owed=pounds(owed), customer=whose.reference, field="amount_pence"
        )
    if found := waiting(account, on):
        raise OnePromiseAtATime(customer=whose.reference, pence=pounds(found.pence), by_on=found.by_on)
    return Promise.objects.create(
        customer=account_of, pence=told.pence, by_on=told.by_on, promised_on=on, promised_by=told.promised_by,
        heard=told.heard, note=told.note, run_id=run,
    )  # fmt: skip


def in_words(made: Promise) -> str:
    """What the run that took a promise keeps of it, and the check of the books looks for."""
    return f"{pounds(made.pence)} promised by {made.by_on:%-d %B %Y}"


def waits_until(made: Promise) -> date:
    """The last day for which the ladder waits."""
    return made.by_on + timedelta(days=int(figure("promise_late_days", made.promised_on)))
