"""request_debit_adjustment: a charge was too small; a further invoice, linked to the first, makes up the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.authority.asking import Wanted, ask
from piperoll.authority.models import Request
from piperoll.billing.credit_rules import NoSuchLine, must_name_each_once
from piperoll.billing.crediting import RaisedItThemselves, hold
from piperoll.billing.queries import NoSuchInvoice, numbered
from piperoll.billing.raising_again import Again, RaisedAgain, raise_from, would_come_to
from piperoll.billing.request_credit_note import SayWhatIsWrong
from piperoll.formats.attachments import Document
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.runs.running import RunInHand

ACT = "debit_adjustment"
REASONS = {
    "price_error": "Wrong price or quantity",
    "care_change": "Care changed or was reassessed",
    "vat_error": "Wrong VAT code",
    "left_out": "Something was left out",
}


class NotAReasonToAdjust(Refused):
    """{reason!r} is no reason for a debit adjustment. The reasons are {reasons}."""


class NothingMissing(Refused):
    """Say what is missing: a sum before VAT for at least one line, more than nothing and at most £9,999,999.99."""


@dataclass(frozen=True)
class AdjustmentRequested:
    """A debit adjustment asked for: issued (then it has a number) or waiting for somebody else."""

    run: int
    request: int
    state: str
    number: str | None
    invoice: str
    pence: int


def request_debit_adjustment(
    *,
    invoice: str,
    reason: str,
    why: str,
    parts: Sequence[tuple[int, int]],
    evidence: str = "",
    files: Sequence[Document] = (),
    on: date,
    at: datetime,
    by: Actor,
) -> AdjustmentRequested:
    """Ask that more be billed: `parts` are (line, net pence missing), under the line's own codes and tax point.

    Raises NotAReasonToAdjust, SayWhatIsWrong, NothingMissing, LineTwice, NoSuchInvoice, NoSuchLine, NotBillable,
    NoLimitCovers.
    """
    by.must("request_debit_adjustment")
    if reason not in REASONS:
        raise NotAReasonToAdjust(reason=reason, reasons=", ".join(REASONS))
    if not why.strip():
        raise SayWhatIsWrong()
    if not parts or any(not 0 < pence <= 999_999_999 for _, pence in parts):
        raise NothingMissing()
    must_name_each_once([line for line, _ in parts])
    found = numbered(invoice)
    if not by.sees_service(found.service_id):
        raise NoSuchInvoice(number=found.number)
    with running.act("request_debit_adjustment", on=on, at=at, by=by, invoice=found.number, reason=reason) as run:
        last = max(line.number for line in hold(found.id))
        for line, _ in parts:
            if not 1 <= line <= last:
                raise NoSuchLine(invoice=found.number, line=line, last=last)
        lines = [Again(line, net_pence=pence) for line, pence in parts]
        gross = would_come_to(found, lines, kind="adjusts", customer_reference=found.customer_reference, on=on)
        changes = [(f"Line {line}, net", "", f"+{pounds(pence)}") for line, pence in parts]
        asked = ask(
            Wanted(
                ACT, found.service_id, found.customer_id, found.number, gross, max((on - found.invoiced_on).days, 0),
                reason, why.strip(), evidence.strip(),
                [*changes, ("With VAT", pounds(found.gross_pence), f"+{pounds(gross)}")],
                {"lines": [[line, pence] for line, pence in parts]}, files,
            ),
            run=run, at=at, alone=found.by_username != by.username,
        )  # fmt: skip
        raised = issue(asked.request, run=run) if asked.may_go_ahead else None
        run.finish(**run.totals, request=asked.request.pk, number=raised.number if raised else None)
    state = "approved" if raised else "waiting"
    return AdjustmentRequested(run.id, asked.request.pk, state, raised.number if raised else None, found.number, gross)


def issue(request: Request, *, run: RunInHand) -> RaisedAgain:
    """Bill what a request says is missing."""
    found = numbered(request.subject)
    lines = [Again(line, net_pence=pence) for line, pence in request.details["lines"]]
    return raise_from(request, found, lines, kind="adjusts", customer_reference=found.customer_reference, run=run)


def carry_out(request: Request, /, *, run: RunInHand, on: date, at: datetime, by: Actor) -> str:
    """An approved request is billed at once. Raises RaisedItThemselves, NotBillable."""
    found = numbered(request.subject)
    if found.by_username == by.username:
        raise RaisedItThemselves(name=by.name, invoice=found.number)
    return f"{issue(request, run=run).sentence}, adjusting {found.number}."
