"""Putting an authorised credit note in the books: the note, its postings, and the credit on the customer's account.

The invoice is held by the balances of its instalments, so two credits of one invoice follow each other. What the
customer has paid already becomes credit on the account; nothing owed ever falls below nought.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from piperoll.authority.models import Request
from piperoll.billing.credit_rules import Credited, Line, MoreThanIsLeft
from piperoll.billing.queries import numbered
from piperoll.council.models import Council
from piperoll.database.copying import copy_rows
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.ledger import posting
from piperoll.receivables.writing_back import make_room_for_credit
from piperoll.runs.running import RunInHand

sql = beside(__file__)
SERIES = "credit_note"


class RaisedItThemselves(Refused):
    """{name} raised invoice {invoice}, so somebody else must approve a credit of it."""


@dataclass(frozen=True)
class Issued:
    """A credit note in the books: what of it met open instalments, and what is credit on the account."""

    number: str
    invoice: str
    gross_pence: int
    allocated_pence: int

    @property
    def on_account_pence(self) -> int:
        """What the customer has as credit."""
        return self.gross_pence - self.allocated_pence

    @property
    def sentence(self) -> str:
        """What was done, for whoever decided it."""
        said = f"Credit note {self.number} for {pounds(self.gross_pence)} was issued on invoice {self.invoice}"
        return (
            f"{said}; {pounds(self.on_account_pence)} is credit on the account."
            if self.on_account_pence
            else f"{said}."
        )


def hold(invoice: int) -> list[Line]:
    """The invoice's lines with what is left to credit of each, nobody else crediting it until the transaction ends."""
    return [Line(**row._asdict()) for row in sql.hold(invoice=invoice)]


def issue(request: Request, *, run: RunInHand, on: date, at: datetime) -> Issued:
    """Issue what a request asks for, dated `on`. Raises MoreThanIsLeft when the books have moved on."""
    invoice = numbered(request.subject)
    lines = {line.number: line for line in hold(invoice.id)}
    wanted = [Credited(*one) for one in request.details["lines"]]
    for one in wanted:
        line = lines[one.line]
        if one.net_pence > line.left_net_pence or one.vat_pence > line.left_vat_pence:
            raise MoreThanIsLeft(
                left=pounds(line.left_pence), of=f"of line {line.number}", wanted=pounds(one.gross_pence)
            )
    first = run.reserve(SERIES, 1)
    run.use_numbers(SERIES, 1)
    sql.lay_out()
    copy_rows(
        "credited", ("line_number", "net_pence", "vat_pence"), ((c.line, c.net_pence, c.vat_pence) for c in wanted)
    )
    make_room_for_credit(invoice.id, sum(c.gross_pence for c in wanted), run=run.id, on=on, at=at)
    posting.open_drafts()
    (keys,) = sql.draft_journal(invoice=invoice.id, on=on)
    posting.post_drafts(run=run.id, at=at)
    (made,) = sql.add_note(
        note=keys.note_id, journal=keys.journal_id, item=keys.item_id, invoice=invoice.id, request=request.pk,
        run=run.id, on=on, at=at, number=first, **scheme(),
    )  # fmt: skip
    if weeks := request.details.get("care"):
        sql.note_care(weeks=json.dumps(weeks), invoice=invoice.id, run=run.id)
    return Issued(made.number, invoice.number, made.gross_pence, made.allocated_pence)


def carry_out(request: Request, /, *, run: RunInHand, on: date, at: datetime, by: Actor) -> str:
    """An approved request becomes a credit note at once. Raises RaisedItThemselves, MoreThanIsLeft."""
    invoice = numbered(request.subject)
    if invoice.by_username == by.username:
        raise RaisedItThemselves(name=by.name, invoice=invoice.number)
    return issue(request, run=run, on=on, at=at).sentence


def scheme() -> dict[str, Any]:
    """How credit notes are numbered: the invoices' own scheme, a C after their prefix."""
    council = Council.objects.get()
    return {
        "prefix": f"{council.invoice_prefix}C", "digits": council.invoice_digits, "checked": council.references_checked,
    }  # fmt: skip
