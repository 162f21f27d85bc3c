"""send_letter: an officer writes to one customer from an approved template; whoever acts for them reads it instead."""

from __future__ import annotations

from datetime import date, datetime

from piperoll.customers.models import Customer
from piperoll.customers.queries import NoSuchCustomer
from piperoll.dispatch.writing import Written, write
from piperoll.documents.models import LetterTemplate
from piperoll.foundations.actors import Actor
from piperoll.runs import running


def send_letter(
    *,
    customer: int,
    template: str,
    stage: str = LetterTemplate.ANY_STAGE,
    seen: str = "",
    on: date,
    at: datetime,
    by: Actor,
) -> Written:
    """Write it to everybody who hears for the customer. The letter goes by post or email with the next dispatch.

    `stage` chooses among its words, the plain ones where it has none for that. `seen` is the seal of what the
    officer was shown: if anything changed since, nothing is written.
    Raises NoSuchCustomer, NoSuchTemplate, NoSuchStage, NotOfThatKind, MayNotBeWrittenTo, NobodyToWriteTo,
    NoApprovedTemplate, NothingToFillIn, NotAsShown.
    """
    with running.act("send_letter", on=on, at=at, by=by, customer=customer, template=template, stage=stage) as run:
        whose = Customer.objects.select_for_update().filter(pk=customer).first()
        if whose is None:
            raise NoSuchCustomer(reference=customer)
        written = write("letter", customer=whose, template=template, stage=stage, seen=seen, run=run)
        run.finish(documents=len(written.documents), said=f"Letter written to {', '.join(written.to)}")
    return written
