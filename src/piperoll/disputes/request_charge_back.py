"""request_charge_back: a disputed debt whose service let it go stale is to be charged back to that service; somebody
else decides, and then the customer owes it no more, and is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.authority.asking import Wanted, ask, one_at_a_time
from piperoll.authority.models import Request
from piperoll.billing.credit_rules import EVERY_REASON, work_out
from piperoll.billing.crediting import RaisedItThemselves, issue
from piperoll.billing.models import CreditNote
from piperoll.billing.queries import numbered
from piperoll.billing.request_credit_note import changes, left_to_ask
from piperoll.database.statements import beside
from piperoll.disputes import letters
from piperoll.disputes.finding import dispute_numbered, hold_open
from piperoll.disputes.models import ChargeBack, Dispute, Outcome
from piperoll.disputes.rules import CHARGED_BACK, reference_of
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.runs.running import RunInHand
from piperoll.safeguards.heard_outside import UPHELD, News, tell
from piperoll.safeguards.holding import let_go
from piperoll.safeguards.words import few_words

sql = beside(__file__)
ACT = "charge_back"
REASONS = {CHARGED_BACK: "Its service did not answer"}


class NothingDisputed(Refused):
    """{dispute} is a question: no sum of it is held, and none can be charged back."""


class NotStaleYet(Refused):
    """{dispute} is not stale yet: a debt is charged back once its head of service was written to, on a day before, and
    no answer came. {service} was to answer by {answer_by:%-d %B %Y}."""


class AnsweredAfterAll(Refused):
    """{service} answered {dispute} on {on:%-d %B %Y}: read the answer, and decide the dispute by it."""


class ChargedBackAlready(Refused):
    """{dispute} is asked to be charged back already, in request {request}: nothing was changed."""

    exit_code = 0


class NothingLeft(Refused):
    """Nothing of the disputed sum is open any more: it was paid, credited or written off. Close {dispute} instead."""


@dataclass(frozen=True)
class ChargeBackRequested:
    """A charge-back asked for: so many pence of an invoice, for the service that billed it to bear."""

    run: int
    request: int
    dispute: int
    invoice: str
    service: str
    pence: int


def request_charge_back(*, dispute: int, why: str, on: date, at: datetime, by: Actor) -> ChargeBackRequested:
    """Ask that what is disputed and still open be charged back. It is always decided by somebody else.

    Raises NoSuchDispute, NothingDisputed, ClosedBefore, AnsweredAfterAll, NotStaleYet, ChargedBackAlready, NothingLeft,
    WordsMissing, WordsTooLong, CardNumber, NoLimitCovers, MoreThanIsLeft.
    """
    by.must("request_charge_back")
    said = few_words(why, "why the service is to bear it", longest=400)
    found = dispute_numbered(dispute, by)
    if found.kind == "query":
        raise NothingDisputed(dispute=reference_of(dispute))
    with running.act("request_charge_back", on=on, at=at, by=by, dispute=dispute) as run:
        one_at_a_time(ACT, reference_of(dispute))
        hold_open(found)
        _must_be_stale(found, on)
        if waiting := sql.asked(dispute=dispute):
            raise ChargedBackAlready(dispute=reference_of(dispute), request=waiting[0].request)
        invoice = numbered(found.invoice.number)
        lines = left_to_ask(invoice.id, invoice.number)
        pence = _open_of(found)
        credited = work_out(invoice.number, lines, amount_pence=pence)
        asked = ask(
            Wanted(
                ACT, invoice.service_id, found.customer_id, invoice.number, pence, (on - found.raised_on).days,
                CHARGED_BACK, f"{reference_of(dispute)}: {said}", changes=changes(lines, credited),
                details={"dispute": dispute, "lines": [[c.line, c.net_pence, c.vat_pence] for c in credited]},
            ),
            run=run, at=at, alone=False,
        )  # fmt: skip
        said_of = f"{reference_of(dispute)}: {pounds(pence)} asked to be charged back to {invoice.service}"
        run.finish(request=asked.request.pk, pence=pence, said=said_of)
    return ChargeBackRequested(run.id, asked.request.pk, dispute, invoice.number, invoice.service, pence)


@dataclass(frozen=True)
class Stale:
    """What a charge-back would move: so many pence, for `service` to bear; and when its head was last written to."""

    pence: int
    service: str
    head_told_on: date | None


def stale(found: Dispute) -> Stale:
    """What would be charged back of a dispute now."""
    (row,), (left,) = sql.stands(dispute=found.pk), sql.still_open(invoice=found.invoice_id)
    pence = max(0, min(found.amount_pence or 0, left.pence))
    return Stale(pence, numbered(found.invoice.number).service, row.head_told_on)


def carry_out(request: Request, /, *, run: RunInHand, on: date, at: datetime, by: Actor) -> str:
    """An approved request is done at once: credited, closed, let go, and the customer written to.

    Raises RaisedItThemselves, ClosedBefore, AnsweredAfterAll, NotStaleYet, NothingLeft, MoreThanIsLeft,
    NoApprovedTemplate.
    """
    found = Dispute.objects.select_related("invoice").get(pk=request.details["dispute"])
    invoice = numbered(request.subject)
    if invoice.by_username == by.username:
        raise RaisedItThemselves(name=by.name, invoice=invoice.number)
    hold_open(found)
    _must_be_stale(found, on)
    if _open_of(found) < request.amount_pence:
        raise NothingLeft(dispute=reference_of(found.pk))
    issued = issue(request, run=run, on=on, at=at)
    note = CreditNote.objects.get(number=issued.number)
    ChargeBack.objects.create(
        dispute=found, service_id=invoice.service_id, credit_note=note, pence=issued.gross_pence, charged_on=on,
        run_id=run.id,
    )  # fmt: skip
    Outcome.objects.create(
        dispute=found, outcome=CHARGED_BACK, why=f"{EVERY_REASON[CHARGED_BACK]}.",
        what_next=f"We have taken {pounds(issued.gross_pence)} off with credit note {issued.number}.",
        credited_pence=issued.gross_pence, request=request, closed_on=on, run_id=run.id,
    )  # fmt: skip
    if found.hold_id:
        let_go(found.hold_id, on=on, why=f"{reference_of(found.pk)} charged back", run=run.id)
    tell(News(found.customer_id, UPHELD, f"{reference_of(found.pk)} charged back", found.invoice_id), run=run.id)
    letters.send(found.pk, run=run.id, on=on, at=at)
    said = f"{reference_of(found.pk)}: {pounds(issued.gross_pence)} is charged back to {invoice.service}"
    return f"{said} with credit note {issued.number}, and the customer is written to."


def _must_be_stale(found: Dispute, on: date) -> None:
    """Raises AnsweredAfterAll, NotStaleYet."""
    (row,) = sql.stands(dispute=found.pk)
    named = reference_of(found.pk)
    if row.answered_on:
        raise AnsweredAfterAll(service=row.service, dispute=named, on=row.answered_on)
    if row.head_told_on is None or row.head_told_on >= on:
        raise NotStaleYet(dispute=named, service=row.service, answer_by=row.answer_by)


def _open_of(found: Dispute) -> int:
    """What of the disputed sum is still open. Raises NothingLeft."""
    (row,) = sql.still_open(invoice=found.invoice_id)
    pence = min(found.amount_pence or 0, row.pence)
    if pence <= 0:
        raise NothingLeft(dispute=reference_of(found.pk))
    return int(pence)
