"""A statement drawn: its running balance, what is still to pay, credit, and the paper it stands on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from documents.invoices import COUNCIL
from piperoll.documents.rendering.engine import render
from piperoll.documents.rendering.invoice_document import Recipient
from piperoll.documents.rendering.statement_document import Movement, StatementDocument, StillOpen, statement_data

STATEMENT = StatementDocument(
    council=COUNCIL,
    recipient=Recipient("Mr A Torney", ("2 Deputy Row", "Anytown", "AN1 3CD")),
    customer_name="Ada Lovegrove",
    customer_reference="C000000195",
    since=date(2026, 4, 1),
    until=date(2026, 11, 23),
    drawn_up_on=date(2026, 11, 23),
    opening_pence=1000,
    movements=(
        Movement(date(2026, 5, 1), "Invoice AT0000000195: Adult social care", 5000),
        Movement(date(2026, 5, 20), "Payment received, thank you", -2500),
    ),
    closing_pence=3500,
    overdue_pence=3500,
    still_open=(StillOpen("AT0000000195", "Adult social care", date(2026, 5, 31), 3500),),
)


def test_the_balance_runs_and_the_customer_is_named_when_another_reads() -> None:
    data = statement_data(STATEMENT)
    assert [row["balance"] for row in data["movements"]] == ["£60.00", "£35.00"]
    assert [(row["charged"], row["taken_off"]) for row in data["movements"]] == [("£50.00", ""), ("", "£25.00")]
    assert ("Account of", "Ada Lovegrove") in data["facts"]
    assert data["still_open"][0]["is_overdue"]


def test_it_is_drawn_the_same_for_ever_and_when_square_or_in_credit() -> None:
    assert render(STATEMENT) == render(STATEMENT)
    assert render(replace(STATEMENT, closing_pence=0, overdue_pence=0, still_open=())).startswith(b"%PDF-")
    credit = replace(STATEMENT, closing_pence=-500, overdue_pence=0, still_open=())
    assert statement_data(credit)["state"] == "credit"
    assert render(credit).startswith(b"%PDF-")
