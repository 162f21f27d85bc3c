"""open_complaint: somebody complains: stage 1 begins with its clock, and their recovery waits as far as is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.billing.queries import NoSuchInvoice, numbered
from piperoll.customers.queries import by_reference
from piperoll.disputes.complaining import begin_stage
from piperoll.disputes.models import Complaint
from piperoll.disputes.rules import SCOPES, complaint_reference
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words, held


class NotAScope(Refused):
    """What waits while a complaint stands is {known}, not {scope!r}; of an invoice, say which."""


@dataclass(frozen=True)
class ComplaintOpened:
    """A complaint on record, with the days by which it is acknowledged and decided."""

    run: int
    complaint: int
    customer: str
    acknowledge_by: date
    decide_by: date


def open_complaint(
    *, customer: str, words: str, scope: str = "account", invoice: str = "", on: date, at: datetime, by: Actor
) -> ComplaintOpened:
    """Record what somebody complains of.

    Raises NoSuchCustomer, NoSuchInvoice, NotAScope, NoFigureHolds, WordsMissing, WordsTooLong, CardNumber.
    """
    by.must("open_complaint")
    said = few_words(words, "what they complain of", longest=500)
    if scope not in SCOPES or (scope == "invoice") != bool(invoice):
        raise NotAScope(known=", ".join(SCOPES), scope=scope[:20], field="scope")
    whose = by_reference(customer)
    about = numbered(invoice) if invoice else None
    if about and about.customer_id != whose.pk:
        raise NoSuchInvoice(number=about.number)
    with running.act("open_complaint", on=on, at=at, by=by, customer=whose.pk, scope=scope) as run:
        held(whose.pk)
        made = Complaint.objects.create(
            customer=whose, scope=scope, invoice_id=about.id if about else None, received_on=on, run_id=run.id
        )
        stage = begin_stage(made, "stage_1", said, on=on, run=run.id)
        run.finish(complaint=made.pk, said=f"{complaint_reference(made.pk)} received", why=said)
    return ComplaintOpened(run.id, made.pk, whose.reference, stage.acknowledge_by, stage.decide_by)
