"""A charge found too small: a further invoice, linked to the first, under its codes and its tax point."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crediting import NOW, somebody, take_in_sample_limits
from piperoll.authority.decide_request import decide_request
from piperoll.billing.credit_rules import LineTwice, NoSuchLine
from piperoll.billing.crediting import RaisedItThemselves
from piperoll.billing.models import InvoiceLine, InvoiceLink
from piperoll.billing.queries import NoSuchInvoice
from piperoll.billing.request_credit_note import SayWhatIsWrong
from piperoll.billing.request_debit_adjustment import (
    AdjustmentRequested,
    NotAReasonToAdjust,
    NothingMissing,
    request_debit_adjustment,
)
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.checking_seals import check_chain
from the_day import ask, bill, charge


@pytest.fixture
def limits(manager: Actor) -> Actor:
    """Anytown with its limits: officers alone up to £100, managers to £5,000."""
    take_in_sample_limits()
    return manager


def adjust(number: str | None, *parts: tuple[int, int], by: str = "officer", **more: Any) -> AdjustmentRequested:
    asked = {"reason": "left_out", "why": "The third bin", **NOW, "by": somebody(by)} | more
    return request_debit_adjustment(invoice=number or "", parts=list(parts), **asked)


def test_more_is_billed_under_the_rate_of_the_first_and_linked_to_it(limits: Actor, tmp_path: Path) -> None:
    number = bill(
        tmp_path, limits,
        charge("A", "40.00", vat_code="S", income_code="TW02", invoice_group="g", tax_point="2026-10-31"),
        charge("B", "9.99", invoice_group="g", tax_point="2026-10-31"),
    ).first_number  # fmt: skip
    done = adjust(number, (1, 20_00), (2, 1_00))
    assert (done.state, done.pence) == ("approved", 25_00)
    link = InvoiceLink.objects.get()
    assert (link.original.number, link.invoice.number, link.kind) == (number, done.number, "adjusts")
    assert link.invoice.tax_point_on == date(2026, 10, 31)
    lines = InvoiceLine.objects.filter(invoice=link.invoice).order_by("line_number")
    assert [(line.net_pence, line.vat_pence, line.vat_code) for line in lines] == [(20_00, 4_00, "S"), (1_00, 0, "N")]
    assert lines[0].description == f"More for invoice {number}: Wheeled bin, 1,100 litres"
    assert ask("SELECT sum(open_pence)::bigint AS pence FROM receivables_itembalance")[0].pence == 57_99 + 25_00
    assert check_books().agrees, [str(control) for control in check_books().disagreeing]
    assert check_chain().agrees
    assert adjust(number, (1, 20_00)).number != done.number, "and once more, when more is missing"


def test_beyond_the_limit_somebody_else_approves(limits: Actor, tmp_path: Path) -> None:
    number = bill(tmp_path, limits, charge("A", "40.00")).first_number
    asked = adjust(number, (1, 100_01))
    assert (asked.state, asked.number) == ("waiting", None)
    with pytest.raises(RaisedItThemselves):
        decide_request(request=asked.request, decision="approve", **NOW, by=limits)
    decided = decide_request(request=asked.request, decision="approve", **NOW, by=somebody("manager"))
    assert (
        decided.done
        == f"Invoice {InvoiceLink.objects.get().invoice.number} for £100.01 was issued, adjusting {number}."
    )
    assert check_books().agrees


def test_it_says_what_is_missing_of_which_line_and_why(limits: Actor, tmp_path: Path) -> None:
    number = bill(tmp_path, limits, charge("A", "40.00")).first_number
    for parts, told, refusal in (
        ([], {}, NothingMissing), ([(1, 0)], {}, NothingMissing), ([(1, 10**10)], {}, NothingMissing),
        ([(2, 5)], {}, NoSuchLine), ([(1, 5), (1, 6)], {}, LineTwice), ([(1, 5)], {"reason": "goodwill"}, NotAReasonToAdjust),
        ([(1, 5)], {"why": " "}, SayWhatIsWrong),
    ):  # fmt: skip
        with pytest.raises(refusal):
            adjust(number, *parts, **told)
    with pytest.raises(NoSuchInvoice):
        adjust("AT99", (1, 5))
    assert not InvoiceLink.objects.exists()
