"""raise_one_off: one invoice asked for by hand is issued, with the document that shows why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.billing import approval, one_off, quality_gate, raising
from piperoll.billing.attach_document import keep
from piperoll.billing.models import InvoiceLine
from piperoll.billing.one_off import OneOff
from piperoll.formats.attachments import Document
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class AlreadyIssued(Refused):
    """This was issued already, as invoice {number}: nothing was changed."""

    exit_code = 0


class NotAsShown(Refused):
    """It would come to {pounds} now, not the {shown} you were shown. Look at the preview again."""


@dataclass(frozen=True)
class OneOffRaised:
    """The invoice, what is to pay, and whether its customer is new."""

    run: int
    number: str
    gross_pence: int
    new_customer: bool


def raise_one_off(
    *,
    asked: OneOff,
    document: Document | None = None,
    expected_gross_pence: int | None = None,
    on: date,
    at: datetime,
    by: Actor,
) -> OneOffRaised:
    """Issue one invoice dated `on`. `expected_gross_pence` is what the asker was shown.

    Raises NothingToBill, NoSuchFee, NotBillable, AlreadyIssued, NotAsShown, NeedsApproval.
    """
    by.must("raise_one_off")
    must_be_new(asked)
    with running.act("raise_one_off", on=on, at=at, by=by, key=asked.key, service=asked.service) as run:
        one_off.stage(asked, on=on)
        approval.must_be_alone_for_staged(by, at=at)
        quality_gate.send_back_rejected(on=on)
        raised = raising.raise_fit(run, rows=lambda unfit: [(why, {}) for why in unfit.values()])
        if not raised.first_number:
            must_be_new(asked)
            one_off.must_fit()
        if expected_gross_pence not in (None, raised.gross_pence):
            raise NotAsShown(pounds=pounds(raised.gross_pence), shown=pounds(expected_gross_pence or 0))
        if document:
            invoice = InvoiceLine.objects.only("invoice_id").get(**_first_line(asked))
            keep(document, invoice=invoice.invoice_id, run=run.id)
    return OneOffRaised(run.id, str(raised.first_number), raised.gross_pence, bool(raised.new_customers))


def must_be_new(asked: OneOff) -> None:
    """Raise AlreadyIssued if an invoice of this key stands."""
    line = InvoiceLine.objects.filter(**_first_line(asked)).select_related("invoice").first()
    if line:
        raise AlreadyIssued(number=line.invoice.number)


def _first_line(asked: OneOff) -> dict[str, str]:
    return {"service__code": asked.service, "external_id": f"{asked.key}-1".upper()}
