"""request_rebill: an invoice cancelled and billed again, to the right customer or rightly: one act, two papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from piperoll.authority.asking import Wanted, ask
from piperoll.authority.models import Request
from piperoll.billing import crediting
from piperoll.billing.credit_rules import NoSuchLine, must_be_a_reason, work_out
from piperoll.billing.crediting import Issued, RaisedItThemselves
from piperoll.billing.queries import NoSuchInvoice, numbered
from piperoll.billing.raising_again import Again, RaisedAgain, raise_from, would_come_to
from piperoll.billing.request_credit_note import BeforeItsInvoice, SayWhatIsWrong, changes, left_to_ask
from piperoll.customers.queries import by_reference
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.runs.running import RunInHand

ACT = "rebill"


class NothingPutRight(Refused):
    """Say what is put right: another customer, or another sum, VAT code or income code for at least one line."""


class CreditedBefore(Refused):
    """Part of invoice {invoice} was credited already: credit the rest, and raise another invoice by hand."""


@dataclass(frozen=True)
class RebillRequested:
    """Cancelled and billed again (then both papers have numbers), or waiting for somebody else to decide."""

    run: int
    request: int
    state: str
    credit_note: str | None
    number: str | None
    invoice: str
    pence: int
    again_pence: int


def request_rebill(
    *,
    invoice: str,
    reason: str,
    why: str,
    customer: str = "",
    lines: Sequence[Again] = (),
    evidence: str = "",
    on: date,
    at: datetime,
    by: Actor,
) -> RebillRequested:
    """Ask that an invoice be cancelled and billed again: to `customer` (a reference), or with `lines` put right.

    Raises NotAReason, NeverForBadDebt, SayWhatIsWrong, NothingPutRight, NoSuchInvoice, NoSuchCustomer, NoSuchLine,
    BeforeItsInvoice, CreditedBefore, MoreThanIsLeft, NotBillable, NoLimitCovers.
    """
    by.must("request_rebill")
    must_be_a_reason(reason)
    if not why.strip():
        raise SayWhatIsWrong()
    found = numbered(invoice)
    if not by.sees_service(found.service_id):
        raise NoSuchInvoice(number=found.number)
    if on < found.invoiced_on:
        raise BeforeItsInvoice(invoice=found.number, invoiced_on=found.invoiced_on)
    to = by_reference(customer).reference if customer.strip() else found.customer_reference
    if to == found.customer_reference and not any(one != Again(one.line) for one in lines):
        raise NothingPutRight()
    with running.act("request_rebill", on=on, at=at, by=by, invoice=found.number, reason=reason, customer=to) as run:
        left = left_to_ask(found.id, found.number)
        if sum(line.left_pence for line in left) != found.gross_pence:
            raise CreditedBefore(invoice=found.number)
        again = _every_line(found.number, [line.number for line in left], lines)
        comes_to = would_come_to(found, again, kind="replaces", customer_reference=to, on=on)
        told = [*changes(left, work_out(found.number, left))[-1:], ("Billed again", "", f"{pounds(comes_to)} to {to}")]
        asked = ask(
            Wanted(
                ACT, found.service_id, found.customer_id, found.number, found.gross_pence,
                (on - found.invoiced_on).days, reason, why.strip(), evidence.strip(), told,
                {
                    "lines": [[line.number, line.left_net_pence, line.left_vat_pence] for line in left],
                    "again": [asdict(one) for one in again], "customer": to,
                },
            ),
            run=run, at=at, alone=found.by_username != by.username,
        )  # fmt: skip
        done = issue(asked.request, run=run, on=on, at=at) if asked.may_go_ahead else None
        note, raised = (done[0].number, done[1].number) if done else (None, None)
        run.finish(**run.totals, request=asked.request.pk, credit_note=note, number=raised)
    return RebillRequested(
        run.id, asked.request.pk, "approved" if done else "waiting", note, raised, found.number, found.gross_pence,
        comes_to,
    )  # fmt: skip


def issue(request: Request, *, run: RunInHand, on: date, at: datetime) -> tuple[Issued, RaisedAgain]:
    """Credit the whole invoice, and bill it again."""
    note = crediting.issue(request, run=run, on=on, at=at)
    again: list[dict[str, Any]] = request.details["again"]
    raised = raise_from(
        request, numbered(request.subject), [Again(**one) for one in again], kind="replaces",
        customer_reference=request.details["customer"], run=run, credit_note=note.number,
    )  # fmt: skip
    return note, raised


def carry_out(request: Request, /, *, run: RunInHand, on: date, at: datetime, by: Actor) -> str:
    """An approved request is done at once. Raises RaisedItThemselves, MoreThanIsLeft, NotBillable."""
    found = numbered(request.subject)
    if found.by_username == by.username:
        raise RaisedItThemselves(name=by.name, invoice=found.number)
    note, raised = issue(request, run=run, on=on, at=at)
    return f"{note.sentence} {raised.sentence} in its place."


def _every_line(invoice: str, numbers: Sequence[int], told: Sequence[Again]) -> list[Again]:
    """All lines of the invoice, those put right as told."""
    right = {one.line: one for one in told}
    for line in right:
        if line not in numbers:
            raise NoSuchLine(invoice=invoice, line=line, last=max(numbers))
    return [right.get(number, Again(number)) for number in numbers]
