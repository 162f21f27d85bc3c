"""A credit note drawn: the particulars of the law, and what it does to the account in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from documents.invoices import COUNCIL
from piperoll.documents.rendering.credit_note_document import CreditLine, CreditNoteDocument, credit_note_data
from piperoll.documents.rendering.engine import CannotPrint, render
from piperoll.documents.rendering.invoice_document import Recipient, Vat

STANDARD, NONE = Vat("S", "Standard", Decimal(20)), Vat("N", "Non-business", None)
NOTE = CreditNoteDocument(
    council=COUNCIL,
    recipient=Recipient("Pickle & Sons Ltd", ("1 Brine Street", "Anytown", "AN1 2AB")),
    number="ATC0000000195",
    issued_on=date(2026, 11, 23),
    customer_reference="C000000195",
    service="Trade waste",
    invoice_number="AT0000000777",
    invoiced_on=date(2026, 11, 2),
    tax_point_on=date(2026, 10, 31),
    reason="Wrong price or quantity",
    lines=(CreditLine("Wheeled bin, 1,100 litres", 40_00, STANDARD, 8_00), CreditLine("Sacks", 3_33, NONE, 0)),
    used_pence=30_00,
)


def test_it_says_what_regulation_15c_asks() -> None:
    data, facts = credit_note_data(NOTE), dict(credit_note_data(NOTE)["facts"])
    assert (data["number"], facts["Issue date"]) == ("ATC0000000195", "23 November 2026")
    assert (facts["Invoice"], facts["Invoice date"], facts["Tax point"]) == (
        "AT0000000777", "2 November 2026", "31 October 2026",
    )  # fmt: skip
    assert facts["VAT number"] == COUNCIL.vat_number
    assert [line["rate"] for line in data["lines"]] == ["20%", "–"]
    assert (data["net"], data["vat"], data["gross"]) == ("£43.33", "£8.00", "£51.33")
    assert (data["used"], data["on_account"]) == ("£30.00", "£21.33")


def test_without_vat_it_does_not_look_like_a_vat_document() -> None:
    plain = replace(NOTE, lines=NOTE.lines[1:], used_pence=3_33)
    data = credit_note_data(plain)
    assert "VAT number" not in dict(data["facts"])
    assert (data["is_vat"], data["on_account"]) == (False, "")


def test_it_is_drawn_the_same_for_ever_and_never_over_the_window() -> None:
    assert render(NOTE) == render(NOTE)
    assert render(replace(NOTE, lines=NOTE.lines * 40)).startswith(b"%PDF-")
    with pytest.raises(CannotPrint, match="at most 7 lines"):
        render(replace(NOTE, recipient=Recipient("A", ("1",) * 7)))
