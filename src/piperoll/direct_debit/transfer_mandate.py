"""transfer_mandate: the same payer, account and reference now pay another customer's debts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.direct_debit import choosing, noticing, planning
from piperoll.direct_debit.choosing import PaysTold
from piperoll.direct_debit.deeds import held, must_be_allowed, why
from piperoll.direct_debit.moving import move
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import held as customer_held

FROM = ("set_up", "lodging", "active", "suspended")


class TheirsAlready(Refused):
    """It pays for {name} already: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class MandateTransferred:
    """A mandate that pays for another customer from today."""

    run: int
    mandate: int
    reference: str
    customer: str


def transfer_mandate(
    *, mandate: int, customer: int, reason: str, on: date, at: datetime, by: Actor
) -> MandateTransferred:
    """Have a mandate pay everything another customer owes, until told otherwise; a notice tells the payer.

    What was noticed for the old customer is not collected. Raises NoSuchMandate, NotInThatState, NoSuchCustomer,
    TheirsAlready, NotForThem, WordsMissing.
    """
    said = why(reason)
    with running.act(
        "transfer_mandate", on=on, at=at, by=by, mandate=mandate, customer=customer, reason=said
    ) as run:  # fmt: skip
        found, state = held(mandate, among=FROM)
        whose = customer_held(customer)
        if found.standing.customer_id == customer:
            raise TheirsAlready(name=whose.name)
        must_be_allowed(customer, on)
        move([mandate], "transfer", state, run=run.id, on=on, at=at, reasons=[said], customer=customer)
        choosing.record(mandate, choosing.found(PaysTold(), whose), run=run.id, on=on)
        planning.record_again(mandate, run=run.id, on=on)
        told = f"It now pays for {whose.name}."
        noticing.write(found, "changed", why=told, run=run.id, on=on, at=at)
        run.finish(mandate=mandate, said=f"Direct Debit {found.reference} now pays for them", why=said)
    return MandateTransferred(run.id, mandate, found.reference, whose.reference)
