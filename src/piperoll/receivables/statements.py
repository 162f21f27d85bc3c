"""Statements of account: drawing them up for many customers in one statement of SQL, and what each says on paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from piperoll.council.models import Council
from piperoll.database.statements import beside
from piperoll.documents.council_on_paper import council_on_paper
from piperoll.documents.rendering import wording
from piperoll.documents.rendering.invoice_document import Recipient
from piperoll.documents.rendering.statement_document import Movement, StatementDocument, StillOpen
from piperoll.foundations.refusals import Refused

sql = beside(__file__)
AT_A_TIME = 500
WHOM = {
    "owing": "Everyone who owes",
    "open": "Everyone who owes or is in credit",
    "moved": "Everyone billed or paid in those days",
}
"""For whom a run draws statements up."""
_SAID = {
    "instalment": "Invoice {reference}",
    "receipt": "Payment received, thank you ({reference})",
    "receipt_undone": "Payment taken back off this account ({reference})",
    "credit_note": "Credit note {reference}",
    "collection": "Direct Debit, thank you ({reference})",
    "collection_back": "Direct Debit that came back unpaid ({reference})",
    "refund": "Paid back to you ({reference})",
    "refund_back": "Refund that was not paid, credited again ({reference})",
    "transfer_out": "Credit moved to another account ({reference})",
    "transfer_in": "Credit moved here from another account ({reference})",
    "transfer_back": "Credit moved back to this account ({reference})",
    "transfer_undone": "Credit moved back to the other account ({reference})",
    "write_off": "Adjustment of our books ({reference})",
    "write_back": "Adjustment of our books taken back ({reference})",
}


class DaysBackwards(Refused):
    """A statement runs from a day to a later one, not from {since:%-d %B %Y} to {until:%-d %B %Y}."""


class DaysToCome(Refused):
    """A statement ends today at the latest: what happens after {on:%-d %B %Y} is not known yet."""


def days_must_be_in_order(since: date, until: date, on: date) -> None:
    """Raise DaysBackwards or DaysToCome."""
    if until < since:
        raise DaysBackwards(since=since, until=until)
    if until > on:
        raise DaysToCome(on=on)


def draw_up(*, run: int, since: date, until: date, at: datetime, whom: str = "any", customer: int | None = None) -> int:
    """Add a statement for each customer meant; how many."""
    (row,) = sql.draw_up(run=run, since=since, until=until, at=at, whom=whom, customer=customer)
    return int(row.statements)


def statement_documents(statements: Sequence[int]) -> Iterator[StatementDocument]:
    """These statements as they are printed, in the order given, for the customers themselves."""
    council, ours = council_on_paper(), Council.objects.get()
    help_text = ours.help_text or wording.HELP_IF_YOU_CANNOT_PAY
    for start in range(0, len(statements), AT_A_TIME):
        some = list(statements[start : start + AT_A_TIME])
        heads = {row.id: row for row in sql.heads(statements=some)}
        movements, still_open = (
            _by_statement(sql.movements(statements=some)),
            _by_statement(sql.still_open(statements=some)),
        )
        for key in some:
            head = heads[key]
            yield StatementDocument(
                council=council, recipient=_customer(head), customer_name=head.name, customer_reference=head.reference,
                since=head.since, until=head.until, drawn_up_on=head.drawn_up_on, opening_pence=head.opening_pence,
                movements=tuple(Movement(m.effective_on, _said(m), m.amount_pence) for m in movements[key]),
                closing_pence=head.closing_pence, overdue_pence=head.overdue_pence,
                still_open=tuple(
                    StillOpen(o.reference, o.service or _said(o), o.due_on, o.open_pence) for o in still_open[key]
                ),
                help_if_you_cannot_pay=help_text,
            )  # fmt: skip


def _customer(head: Any) -> Recipient:
    return Recipient(head.name, tuple((head.lines or "").split("\n")) + ((head.postcode,) if head.postcode else ()))


def _by_statement(rows: list[Any]) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.statement_id].append(row)
    return found


def _said(row: Any) -> str:
    words = _SAID.get(row.kind, row.kind.replace("_", " ").capitalize() + " {reference}").format(
        reference=row.reference
    )
    return f"{words}: {row.service}" if row.service else words
