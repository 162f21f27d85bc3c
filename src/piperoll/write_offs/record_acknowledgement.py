"""record_acknowledgement: a signed paper says that a debt is owed, and its time in law begins again, if it had not
ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.customers.models import Customer, JointMember
from piperoll.customers.queries import by_reference
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words, held
from piperoll.write_offs import limitation
from piperoll.write_offs.checking import sql
from piperoll.write_offs.models import AcknowledgedItem, Acknowledgement, AcknowledgementBinds


class NothingAcknowledged(Refused):
    """{customer} owes nothing open{of} that a paper could acknowledge."""


class SignedLater(Refused):
    """The paper was signed on {signed_on:%-d %B %Y}: give the day it was signed, up to today."""


class OutOfTimeAlready(Refused):
    """The time in law of {reference} ended on {last_day:%-d %B %Y}, before the paper was signed: nothing brings it back
    (Limitation Act 1980 s.29(7))."""


class BindsOnlyTheSigner(Refused):
    """{customer} owes together with others, and a paper binds only whoever signed it (Limitation Act 1980 s.31(6)): say
    which of them did, of {names}."""


class NotLiable(Refused):
    """{member} did not owe together with anybody on {customer} on {signed_on:%-d %B %Y}: their paper binds nobody."""


@dataclass(frozen=True)
class AcknowledgementRecorded:
    """Debts acknowledged, and the last day on which the first of them may be sued for; of several who owe together,
    against whoever signed (`member`)."""

    run: int
    customer: str
    debts: int
    last_day: date
    member: str = ""


def record_acknowledgement(
    *, customer: str, signed_by: str, signed_on: date, paper: str, invoices: Sequence[str] = (), member: str = "",
    on: date, at: datetime, by: Actor,
) -> AcknowledgementRecorded:  # fmt: skip
    """Record that somebody signed that they owe all that is open, or some invoices, and where the paper is kept.

    Of several who owe together, `member` is the reference of whoever signed: it binds them and nobody else, where a
    part payment binds all (Limitation Act 1980 s.31(6) and (7)).
    Raises NoSuchCustomer, SignedLater, BindsOnlyTheSigner, NotLiable, NothingAcknowledged, OutOfTimeAlready,
    WordsMissing, WordsTooLong, CardNumber.
    """
    by.must("record_acknowledgement")
    who = few_words(signed_by, "who signed it", longest=120)
    where = few_words(paper, "what the paper is and where it is kept")
    if signed_on > on:
        raise SignedLater(signed_on=signed_on, field="signed_on")
    whose = by_reference(customer)
    signer = _signer(whose, member, signed_on)
    with running.act("record_acknowledgement", on=on, at=at, by=by, customer=whose.pk) as run:
        held(whose.pk)
        numbers = ["".join(number.split()).upper() for number in invoices]
        items = [row.item_id for row in sql.owed(customer=whose.pk, invoices=numbers, on=on)]
        if not items:
            raise NothingAcknowledged(customer=whose.reference, of=f" of {', '.join(numbers)}"[:80] if numbers else "")
        for row in limitation.last_days(items, member=signer.pk if signer else None):
            if row.last_day < signed_on:
                raise OutOfTimeAlready(reference=row.reference, last_day=row.last_day)
        made = Acknowledgement.objects.create(signed_by=who, signed_on=signed_on, paper=where, run_id=run.id)
        if signer:
            AcknowledgementBinds.objects.create(acknowledgement=made, member=signer, run_id=run.id)
        AcknowledgedItem.objects.bulk_create(
            AcknowledgedItem(acknowledgement=made, item_id=item, run_id=run.id) for item in items
        )
        last = min(row.last_day for row in limitation.last_days(items, member=signer.pk if signer else None))
        run.finish(said=f"{who} signed on {signed_on:%-d %B %Y} that it is owed", why=where, debts=len(items))
    return AcknowledgementRecorded(run.id, whose.reference, len(items), last, signer.name if signer else "")


def liable(whose: Customer, on: date) -> list[Customer]:
    """Those who owe together on an account on a day; nobody where it is one person’s or one firm’s."""
    held_then = JointMember.objects.filter(account_id=whose.pk, valid_from__lte=on).exclude(valid_to__lt=on)
    return [one.member for one in held_then.select_related("member").order_by("member__name", "pk")]


def _signer(whose: Customer, member: str, signed_on: date) -> Customer | None:
    """Which of several signed; None where one owes alone. Raises BindsOnlyTheSigner, NotLiable, NoSuchCustomer."""
    if whose.kind != "joint" and not member:
        return None
    together = liable(whose, signed_on)
    if not member:
        names = ", ".join(f"{one.name} ({one.reference})" for one in together) or "those who are added as liable"
        raise BindsOnlyTheSigner(customer=whose.reference, names=names, field="member")
    signer = by_reference(member)
    if signer.pk not in {one.pk for one in together}:
        raise NotLiable(member=signer.name, customer=whose.reference, signed_on=signed_on, field="member")
    return signer
