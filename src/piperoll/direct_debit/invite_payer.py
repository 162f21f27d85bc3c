"""invite_payer: a link by which a payer sets a Direct Debit up on the council's own page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from piperoll.direct_debit import inviting
from piperoll.direct_debit.deeds import must_be_allowed
from piperoll.direct_debit.models import Invitation
from piperoll.foundations.actors import Actor
from piperoll.runs import running
from piperoll.safeguards.words import held


@dataclass(frozen=True)
class Invited:
    """A link's word, shown this once, and the last day it works."""

    run: int
    customer: str
    word: str = field(repr=False)
    expires_on: date


def invite_payer(*, customer: int, on: date, at: datetime, by: Actor) -> Invited:
    """Make a link for a customer; it works once, for a fortnight. Raises NoSuchCustomer, NotForThem."""
    word = inviting.new_word()
    with running.act("invite_payer", on=on, at=at, by=by, customer=customer) as run:
        whose = held(customer)
        must_be_allowed(customer, on)
        made = Invitation.objects.create(
            customer=whose, key=inviting.key_of(word), expires_on=on + inviting.GOOD_FOR, run_id=run.id
        )
        run.finish(invitation=made.pk, said="A link to set up a Direct Debit was made")
    return Invited(run.id, whose.reference, word, made.expires_on)
