"""request_rebill: an invoice cancelled and billed again, to the right customer or rightly: one act, two papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from piperoll.authority.asking import Wanted, ask
from piperoll.authority.models import Request
from piperoll.billing import crediting
from piperoll.billing.credit_rules import Line, NoSuchLine, must_be_a_reason, must_name_each_once, work_out
from piperoll.billing.crediting import Issued, RaisedItThemselves
from piperoll.billing.queries import NoSuchInvoice, numbered
from piperoll.billing.raising_again import Again, RaisedAgain, raise_from, would_come_to
from piperoll.billing.request_credit_note import BeforeItsInvoice, SayWhatIsWrong, changes, left_to_ask
from piperoll.customers.queries import by_reference
from piperoll.formats.attachments import Document
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.runs.running import RunInHand

ACT = "rebill"


class NothingPutRight(Refused):
    """Say what is put right: another customer, or another sum, VAT code or income code for at least one line."""


class CreditWaits(Refused):
    """A credit of invoice {invoice} waits to be decided: have it decided or withdrawn first."""


class CreditedInFull(Refused):
    """Invoice {invoice} was credited in full already: nothing of it is left to bill again."""


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
    files: Sequence[Document] = (),
    on: date,
    at: datetime,
    by: Actor,
) -> RebillRequested:
    """Ask that an invoice be cancelled and billed again: to `customer` (a reference), or with `lines` put right.

    What was credited before stays credited: what is left is cancelled, and billed again.

    Raises NotAReason, NeverForBadDebt, SayWhatIsWrong, NothingPutRight, LineTwice, NoSuchInvoice, NoSuchCustomer,
    NoSuchLine, BeforeItsInvoice, CreditWaits, CreditedInFull, MoreThanIsLeft, NotBillable, NoLimitCovers.
    """
    by.must("request_rebill")
    must_be_a_reason(reason)
    if not why.strip():
        raise SayWhatIsWrong()
    must_name_each_once([one.line for one in lines])
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
        if left != crediting.hold(found.id):
            raise CreditWaits(invoice=found.number)
        pence = sum(line.left_pence for line in left)
        if not pence:
            raise CreditedInFull(invoice=found.number)
        again = _what_is_left(found.number, left, lines)
        comes_to = would_come_to(found, again, kind="replaces", customer_reference=to, on=on)
        told = [*changes(left, work_out(found.number, left))[-1:], ("Billed again", "", f"{pounds(comes_to)} to {to}")]
        asked = ask(
            Wanted(
                ACT, found.service_id, found.customer_id, found.number, pence,
                (on - found.invoiced_on).days, reason, why.strip(), evidence.strip(), told,
                {
                    "lines": [[n.number, n.left_net_pence, n.left_vat_pence] for n in left if n.left_pence],
                    "again": [asdict(one) for one in again], "customer": to,
                },
                files,
            ),
            run=run, at=at, alone=found.by_username != by.username,
        )  # fmt: skip
        done = issue(asked.request, run=run, on=on, at=at) if asked.may_go_ahead else None
        note, raised = (done[0].number, done[1].number) if done else (None, None)
        run.finish(**run.totals, request=asked.request.pk, credit_note=note, number=raised)
    return RebillRequested(
        run.id, asked.request.pk, "approved" if done else "waiting", note, raised, found.number, pence,
        comes_to,
    )  # fmt: skip


def issue(request: Request, *, run: RunInHand, on: date, at: datetime) -> tuple[Issued, RaisedAgain]:
    """Credit what is left of the invoice, and bill it again."""
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


def _what_is_left(invoice: str, left: Sequence[Line], told: Sequence[Again]) -> list[Again]:
    """Every line that is not credited in full, at what is left of it; those put right as told."""
    right, numbers = {one.line: one for one in told}, [line.number for line in left]
    for number in right:
        if number not in numbers:
            raise NoSuchLine(invoice=invoice, line=number, last=max(numbers))
    return [_as_left(line, right.get(line.number, Again(line.number))) for line in left if line.left_pence]


def _as_left(line: Line, again: Again) -> Again:
    if again.net_pence is not None or line.left_net_pence == line.net_pence:
        return again
    return replace(again, net_pence=line.left_net_pence)
