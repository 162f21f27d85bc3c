"""link_account: a customer has an account in another system of the council's, known there by a reference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.customers.linking import sql
from piperoll.customers.merging import kept_id
from piperoll.customers.models import OtherAccount
from piperoll.customers.queries import NoSuchCustomer
from piperoll.customers.rules import one_line
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NoSuchSystem(Refused):
    """{system!r} is no other system we know. There are: {systems}."""


class ReferenceUnfit(Refused):
    """Give the reference the other system knows them by, of at most 40 letters and digits."""


class AccountLinkedAlready(Refused):
    """That account is theirs already. Nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class AccountLinked:
    """An account in another system, now shown with what the customer owes."""

    run: int
    account: int


def link_account(
    *, customer: int, system: str, reference: str, note: str = "", on: date, at: datetime, by: Actor
) -> AccountLinked:
    """Note an account of theirs in another system; `system` is one of OtherAccount.SYSTEMS.

    Raises NoSuchSystem, ReferenceUnfit, NoSuchCustomer, AccountLinkedAlready.
    """
    by.must("link_account")
    if system not in dict(OtherAccount.SYSTEMS):
        raise NoSuchSystem(system=system, systems=", ".join(dict(OtherAccount.SYSTEMS)))
    known_as = one_line(reference)
    if not 0 < len(known_as) <= 40:
        raise ReferenceUnfit()
    customer = kept_id(customer)
    with running.act("link_account", on=on, at=at, by=by, customer=customer, system=system) as run:
        if not sql.hold(customers=[customer]):
            raise NoSuchCustomer(reference=customer)
        if sql.standing_account(customer=customer, system=system, reference=known_as):
            raise AccountLinkedAlready()
        account = OtherAccount.objects.create(
            customer_id=customer, system=system, reference=known_as, note=one_line(note)[:200], effective_on=on,
            known_at=at, run_id=run.id,
        )  # fmt: skip
        run.finish(account=account.pk)
    return AccountLinked(run.id, account.pk)
