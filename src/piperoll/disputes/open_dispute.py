"""open_dispute: a customer says that an invoice, a line or a sum of it is wrong, or asks about it; the sum is held and
a service is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.billing.queries import NoSuchInvoice, numbered
from piperoll.council.models import Service
from piperoll.database.statements import beside
from piperoll.disputes.finding import answer_day, code_on
from piperoll.disputes.models import Assignment, Dispute
from piperoll.disputes.rules import KINDS, reference_of
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.holding import hold_from
from piperoll.safeguards.words import few_words, held

sql = beside(__file__)


class NotAKind(Refused):
    """What a customer says is a dispute or a query, not {kind!r}."""


class NothingToDispute(Refused):
    """Nothing of invoice {invoice} is open that is not disputed already: it is paid, credited or written off. Record
    a query instead, and credit it if it was wrong."""


class MoreThanIsOpen(Refused):
    """{wanted} is more than the {left} of invoice {invoice} that is open and not disputed already."""


class NoSuchLineOfIt(Refused):
    """Invoice {invoice} has no line {line}."""


@dataclass(frozen=True)
class DisputeTold:
    """What a customer says: of which invoice (and line), a `dispute` or a `query`, about what, in their words.

    `amount_pence` is the sum they say they do not owe; none is all that is open of the invoice.
    """

    invoice: str
    code: str
    words: str
    kind: str = "dispute"
    amount_pence: int | None = None
    line_number: int | None = None


@dataclass(frozen=True)
class DisputeOpened:
    """A dispute or query on record, the sum held, and by when which service is to answer."""

    run: int
    dispute: int
    customer: str
    invoice: str
    held_pence: int
    service: str
    answer_by: date


def open_dispute(*, told: DisputeTold, on: date, at: datetime, by: Actor) -> DisputeOpened:
    """Record a dispute or query, hold the disputed sum alone, and ask the service its code names.

    Raises NotAKind, NoSuchCode, NoSuchInvoice, NoSuchLineOfIt, NothingToDispute, MoreThanIsOpen, WordsMissing,
    WordsTooLong, CardNumber.
    """
    by.must("open_dispute")
    if told.kind not in KINDS:
        raise NotAKind(kind=told.kind[:20], field="kind")
    said = few_words(told.words, "what the customer says", longest=500)
    invoice = numbered(told.invoice)
    if not by.sees_service(invoice.service_id):
        raise NoSuchInvoice(number=invoice.number)
    code = code_on(told.code, on)
    with running.act("open_dispute", on=on, at=at, by=by, invoice=invoice.number, code=code.code) as run:
        customer = held(invoice.customer_id)
        if told.line_number and not sql.line(invoice=invoice.id, line=told.line_number):
            raise NoSuchLineOfIt(invoice=invoice.number, line=told.line_number, field="line_number")
        pence = _disputed(told, invoice) if told.kind == "dispute" else None
        hold = (
            hold_from(
                on, customer=customer.pk, kind="dispute", note=f"{code.name}: {said}"[:200], run=run.id,
                invoice_id=invoice.id, invoice_number=invoice.number, amount_pence=pence,
            )
            if pence
            else None
        )  # fmt: skip
        dispute = Dispute.objects.create(
            customer=customer, invoice_id=invoice.id, line_number=told.line_number, kind=told.kind, code=code.code,
            words=said, amount_pence=pence, hold=hold, raised_on=on, run_id=run.id,
        )  # fmt: skip
        service = code.service or Service.objects.get(pk=invoice.service_id)
        answer_by = answer_day(code.answer_days, on)
        Assignment.objects.create(
            dispute=dispute, service=service, asked_on=on, answer_by=answer_by, run_id=run.id
        )  # fmt: skip
        of = f"{pounds(pence)} of " if pence else ""
        run.finish(
            dispute=dispute.pk, pence=pence or 0, why=said,
            said=f"{reference_of(dispute.pk)}: {KINDS[told.kind].lower()} about {of}invoice {invoice.number}",
        )  # fmt: skip
    return DisputeOpened(
        run.id, dispute.pk, customer.reference, invoice.number, pence or 0, service.name, answer_by
    )  # fmt: skip


def _disputed(told: DisputeTold, invoice: object) -> int:
    """The sum to hold: what was said, or all of the invoice that is open and not disputed already."""
    number, key = invoice.number, invoice.id  # type: ignore[attr-defined]
    (row,) = sql.left_to_dispute(invoice=key)
    if row.left_pence <= 0:
        raise NothingToDispute(invoice=number, field="invoice")
    if told.amount_pence is None:
        return int(row.left_pence)
    if not 0 < told.amount_pence <= row.left_pence:
        raise MoreThanIsOpen(
            wanted=pounds(told.amount_pence), left=pounds(row.left_pence), invoice=number, field="amount"
        )
    return told.amount_pence
