"""set_off_credit: credit on an account pays what is overdue there, the oldest first, once the customer was told.

Never against a debt in a breathing space, an insolvency or a dispute: then the credit stays what it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.customers.queries import by_reference
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.answers import may_i
from piperoll.safeguards.words import few_words, held

sql = beside(__file__)


class NotToBeSetOff(Refused):
    """Nothing may be set off for this customer today: {reasons} Nothing was changed."""


class NothingToSetOff(Refused):
    """There is no credit on this account beside something overdue. Nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class SetOff:
    """Credit that now pays what was overdue: so many pence of so many items."""

    run: int
    customer: str
    pence: int
    items: int


def set_off_credit(*, customer: str, told: str, on: date, at: datetime, by: Actor) -> SetOff:
    """Pay what is overdue on an account with its credit. `told` says how the customer knows of it.

    Raises NoSuchCustomer, WordsMissing, NotToBeSetOff, NothingToSetOff.
    """
    by.must("set_off_credit")
    told = few_words(told, "how the customer was told")
    found = by_reference(customer)
    with running.act("set_off_credit", on=on, at=at, by=by, customer=found.pk, reason=told) as run:
        held(found.pk)
        answer = may_i("set_off", found.pk, on)
        if not answer.allowed:
            raise NotToBeSetOff(reasons=" ".join(answer.reasons))
        sql.hold(customer=found.pk)
        (done,) = sql.set_off(customer=found.pk, on=on, at=at, run=run.id)
        if not done.pence:
            raise NothingToSetOff()
        run.finish(pence=done.pence, items=done.items, said=f"{pounds(done.pence)} of credit set off")
    return SetOff(run.id, found.reference, done.pence, done.items)
