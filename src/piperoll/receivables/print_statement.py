"""print_statement: one customer's statement of account between two days, as a PDF and on the record."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from piperoll.customers.reading import Reading, reading_of
from piperoll.documents.rendering.engine import render
from piperoll.foundations.actors import Actor
from piperoll.receivables.models import AccountStatement
from piperoll.receivables.statements import days_must_be_in_order, draw_up, statement_documents
from piperoll.runs import running


@dataclass(frozen=True)
class StatementPrinted:
    """A statement drawn up: its figures, its file's name and the PDF."""

    run: int
    statement: int
    number: str
    opening_pence: int
    charged_pence: int
    credited_pence: int
    closing_pence: int
    overdue_pence: int
    pdf: bytes


def print_statement(*, customer: int, since: date, until: date, on: date, at: datetime, by: Actor) -> StatementPrinted:
    """Draw up a customer's statement by what is known now, as they read it.

    Raises DaysBackwards, DaysToCome, CannotPrint.
    """
    by.must("print_statement")
    days_must_be_in_order(since, until, on)
    days = {"since": since.isoformat(), "until": until.isoformat()}
    with running.act("print_statement", on=on, at=at, by=by, customer=customer, **days) as run:
        draw_up(run=run.id, since=since, until=until, at=at, customer=customer)
        drawn = AccountStatement.objects.get(run_id=run.id)
        (document,) = statement_documents([drawn.pk])
        pdf = render(replace(document, **asdict(reading_of(customer, on))))
    return StatementPrinted(
        run.id, drawn.pk, document.number, drawn.opening_pence, drawn.charged_pence, drawn.credited_pence,
        drawn.closing_pence, drawn.overdue_pence, pdf,
    )  # fmt: skip


def statement_pdf(statement: int, reads: Reading) -> tuple[str, bytes]:
    """A statement drawn up before, for somebody who reads so: its file's name and the same bytes again."""
    (document,) = statement_documents([statement])
    return document.number, render(replace(document, **asdict(reads)))
