"""request_credit_note: an invoice was too much, in whole or in part; within one's limit it is credited at once, else
somebody else decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from piperoll.authority.asking import Wanted, ask
from piperoll.billing import credit_rules, crediting
from piperoll.billing.credit_rules import Credited, Part, issue_by, must_be_a_reason, work_out
from piperoll.billing.queries import NoSuchInvoice, numbered
from piperoll.formats.attachments import Document
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

ACT = "credit_note"


class SayWhatIsWrong(Refused):
    """Say what is wrong with the invoice, in a few words: whoever decides will read it, and so will an auditor."""


class BeforeItsInvoice(Refused):
    """Invoice {invoice} is dated {invoiced_on:%-d %B %Y}: a credit note cannot be dated before it."""


@dataclass(frozen=True)
class CreditRequested:
    """A credit asked for: issued (then it has a number) or waiting. `issue_by` is the last day on which it is on time.

    `counted_pence` is what the limit was chosen by: with what the customer had in the last year.
    """

    run: int
    request: int
    state: str
    number: str | None
    invoice: str
    pence: int
    on_account_pence: int
    counted_pence: int
    issue_by: date


def request_credit_note(
    *,
    invoice: str,
    reason: str,
    why: str,
    amount_pence: int | None = None,
    parts: Sequence[Part] = (),
    evidence: str = "",
    weeks: Sequence[Sequence[object]] = (),
    files: Sequence[Document] = (),
    on: date,
    at: datetime,
    by: Actor,
) -> CreditRequested:
    """Ask that an invoice be credited: a sum with VAT, parts of its lines, or (neither) all that is left of it.

    `weeks` is (customer, bearer, Monday, pence) of each week of care that is put right by it (credit_care says so).

    Raises SayWhatIsWrong, NotAReason, NeverForBadDebt, NoSuchInvoice, BeforeItsInvoice, NothingToCredit, NoSuchLine,
    LineTwice, MoreThanIsLeft, NoLimitCovers.
    """
    by.must("request_credit_note")
    must_be_a_reason(reason)
    if not why.strip():
        raise SayWhatIsWrong()
    found = numbered(invoice)
    if not by.sees_service(found.service_id):
        raise NoSuchInvoice(number=found.number)
    if on < found.invoiced_on:
        raise BeforeItsInvoice(invoice=found.number, invoiced_on=found.invoiced_on)
    with running.act("request_credit_note", on=on, at=at, by=by, invoice=found.number, reason=reason) as run:
        lines = left_to_ask(found.id, found.number)
        credited = work_out(found.number, lines, amount_pence=amount_pence, parts=parts)
        gross = sum(one.gross_pence for one in credited)
        asked = ask(
            Wanted(
                ACT, found.service_id, found.customer_id, found.number, gross, (on - found.invoiced_on).days, reason,
                why.strip(), evidence.strip(), changes(lines, credited),
                {"lines": [[one.line, one.net_pence, one.vat_pence] for one in credited]}
                | ({"care": [list(week) for week in weeks]} if weeks else {}),
                files,
            ),
            run=run, at=at, alone=found.by_username != by.username,
        )  # fmt: skip
        issued = crediting.issue(asked.request, run=run, on=on, at=at) if asked.may_go_ahead else None
        run.finish(request=asked.request.pk, pence=gross, number=issued.number if issued else None)
    return CreditRequested(
        run.id, asked.request.pk, "approved" if issued else "waiting", issued.number if issued else None, found.number,
        gross, issued.on_account_pence if issued else 0, asked.counted_pence, issue_by(on),
    )  # fmt: skip


def left_to_ask(invoice: int, number: str) -> list[credit_rules.Line]:
    """The held lines of an invoice, less what is asked for already and waits."""
    waiting = {row.line: row for row in crediting.sql.asked_for(invoice=number)}
    return [
        replace(
            line,
            left_net_pence=line.left_net_pence - waiting[line.number].net_pence,
            left_vat_pence=line.left_vat_pence - waiting[line.number].vat_pence,
        )
        if line.number in waiting
        else line
        for line in crediting.hold(invoice)
    ]


def changes(lines: Sequence[credit_rules.Line], credited: Sequence[Credited]) -> list[tuple[str, str, str]]:
    """What a credit changes, in words, for whoever decides."""
    by_number = {line.number: line for line in lines}
    told = [
        (
            f"Line {one.line}, net",
            pounds(by_number[one.line].left_net_pence),
            pounds(by_number[one.line].left_net_pence - one.net_pence),
        )
        for one in credited
    ]
    left, off = sum(line.left_pence for line in lines), sum(one.gross_pence for one in credited)
    vat, left_vat = sum(one.vat_pence for one in credited), sum(line.left_vat_pence for line in lines)
    of_vat = [("VAT", pounds(left_vat), pounds(left_vat - vat))] if vat else []
    return [*told, *of_vat, ("Invoice in all", pounds(left), pounds(left - off))]
