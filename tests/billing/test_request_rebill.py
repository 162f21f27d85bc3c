"""An invoice to the wrong person, cancelled and billed again in one act; the books balance and both papers are linked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crediting import NOW, credit, somebody, take_in_sample_limits
from piperoll.authority.decide_request import decide_request
from piperoll.billing.credit_rules import LineTwice, NeverForBadDebt, NoSuchLine, Part
from piperoll.billing.crediting import RaisedItThemselves
from piperoll.billing.models import CreditNote, Invoice, InvoiceLine, InvoiceLink
from piperoll.billing.one_off import NotBillable
from piperoll.billing.queries import NoSuchInvoice
from piperoll.billing.raising_again import Again
from piperoll.billing.request_credit_note import SayWhatIsWrong
from piperoll.billing.request_rebill import (
    CreditedInFull,
    CreditWaits,
    NothingPutRight,
    RebillRequested,
    request_rebill,
)
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.checking_seals import check_chain
from the_day import MONDAY, ask, bill, charge


@pytest.fixture
def limits(manager: Actor) -> Actor:
    """Anytown with its limits: officers alone up to £100, managers to £5,000."""
    take_in_sample_limits()
    return manager


def again(number: str | None, by: str = "officer", **more: Any) -> RebillRequested:
    asked = {"reason": "wrong_debtor", "why": "The tenant is liable", **NOW, "by": somebody(by)} | more
    return request_rebill(invoice=number or "", **asked)


def must_balance() -> None:
    checked = check_books()
    assert checked.agrees, [str(control) for control in checked.disagreeing]
    assert check_chain().agrees


def owed() -> dict[str, int]:
    rows = ask("SELECT c.name, sum(b.open_pence)::bigint AS pence FROM receivables_itembalance b"
               " JOIN customers_customer c ON c.id = b.customer_id GROUP BY 1")  # fmt: skip
    return {row.name: row.pence for row in rows}


@pytest.fixture
def tenant(limits: Actor, tmp_path: Path) -> str:
    """Another customer's reference."""
    told = {"name": "Brine Tenants Ltd", "address_1": "2 Brine Street", "postcode": "AN1 2AC"}
    bill(tmp_path, limits, charge("T", "1.00", **told), name="t.csv")
    return str(Customer.objects.get(name="Brine Tenants Ltd").reference)


def test_to_the_right_person_under_the_first_tax_point(limits: Actor, tenant: str, tmp_path: Path) -> None:
    number = bill(
        tmp_path, limits, charge("A", "40.00", vat_code="S", income_code="TW02", invoice_group="g", purchase_order="P1"),
        charge("B", "9.99", invoice_group="g", purchase_order="P1"),
    ).first_number  # fmt: skip
    done = again(number, customer=tenant)
    assert (done.state, done.pence, done.again_pence) == ("approved", 57_99, 57_99)
    new, old = Invoice.objects.get(number=done.number), Invoice.objects.get(number=number)
    assert (new.customer.reference, new.gross_pence, new.tax_point_on) == (tenant, 57_99, old.tax_point_on)
    assert new.purchase_order == "P1"
    link = InvoiceLink.objects.get()
    assert (link.invoice, link.original, link.kind) == (new, old, "replaces")
    assert link.credit_note == CreditNote.objects.get(number=done.credit_note)
    assert owed() == {"Pickle & Sons Ltd": 0, "Brine Tenants Ltd": 58_99}
    must_balance()
    with pytest.raises(CreditedInFull):
        again(number, customer=tenant)


def test_what_was_credited_before_stays_credited(limits: Actor, tenant: str, tmp_path: Path) -> None:
    """Of £48.00 and £10.00, £8.00 of the first and all of the second were credited: £40.00 moves to the tenant, who owed £1.00."""
    number = bill(
        tmp_path, limits, charge("A", "48.00", invoice_group="g"), charge("B", "10.00", invoice_group="g")
    ).first_number
    credit(number, parts=[Part(1, net_pence=800), Part(2)])
    done = again(number, customer=tenant)
    assert (done.pence, done.again_pence) == (40_00, 40_00)
    assert [(x.line_number, x.net_pence) for x in InvoiceLine.objects.filter(invoice__number=done.number)] == [
        (1, 4000)
    ]
    assert owed()["Brine Tenants Ltd"] == 41_00
    must_balance()


def test_rightly_with_another_code_and_sum_when_somebody_else_approves(limits: Actor, tmp_path: Path) -> None:
    number = bill(tmp_path, limits, charge("A", "400.00")).first_number
    asked = again(number, reason="vat_error", lines=[Again(1, net_pence=300_00, vat_code="S", income_code="TW02")])
    assert (asked.state, asked.again_pence) == ("waiting", 360_00)
    with pytest.raises(RaisedItThemselves):
        decide_request(request=asked.request, decision="approve", **NOW, by=limits)
    decided = decide_request(request=asked.request, decision="approve", **NOW, by=somebody("manager"))
    new = InvoiceLink.objects.get().invoice
    assert f"Invoice {new.number} for £360.00 was issued in its place." in decided.done
    assert owed() == {"Pickle & Sons Ltd": 360_00}
    line = InvoiceLine.objects.get(invoice=new)
    assert (line.vat_code, line.account.code, line.quantity) == ("S", "TW02", 1)
    must_balance()


def test_what_cannot_be_leaves_the_books_as_they_were(limits: Actor, tenant: str, tmp_path: Path) -> None:
    number = bill(tmp_path, limits, charge("A", "50.00")).first_number
    for told, refusal in (
        ({}, NothingPutRight), ({"lines": [Again(1)]}, NothingPutRight), ({"lines": [Again(2, 5)]}, NoSuchLine),
        ({"lines": [Again(1, 5), Again(1, vat_code="E")]}, LineTwice),
        ({"lines": [Again(1, vat_code="Q")]}, NotBillable), ({"lines": [Again(1, income_code="ASC01")]}, NotBillable),
        ({"customer": tenant, "why": ""}, SayWhatIsWrong), ({"customer": tenant, "reason": "bad_debt"}, NeverForBadDebt),
    ):  # fmt: skip
        with pytest.raises(refusal):
            again(number, **told)
    with pytest.raises(NoSuchInvoice):
        again("AT99", customer=tenant)
    assert not InvoiceLink.objects.exists()
    must_balance()


def test_two_requests_cannot_both_wait_for_the_same_money(limits: Actor, tenant: str, tmp_path: Path) -> None:
    number = bill(tmp_path, limits, charge("A", "500.00")).first_number
    again(number, customer=tenant, on=MONDAY)
    with pytest.raises(CreditWaits):
        again(number, customer=tenant)
