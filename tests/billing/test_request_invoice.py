"""A service asks for an invoice: small ones it issues itself, others wait for its approver or the income team."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from billing.serving import NOW, PUGH, ask_invoice, customer, limits, of_service, wanted
from commands.terminal import typed
from crediting import somebody
from piperoll.authority.asking import NoSuchRequest
from piperoll.authority.decide_request import BeyondYourLimit, decide_request
from piperoll.authority.models import RequestState
from piperoll.billing.models import Invoice, InvoiceAsked, SupportingDocument
from piperoll.billing.one_off import NotBillable
from piperoll.billing.raise_one_off import AlreadyIssued, NotAsShown
from piperoll.billing.request_customer import AskedBefore, SayWhatFor
from piperoll.billing.request_invoice import NotAReasonToBill
from piperoll.billing.self_service import whom_to_bill
from piperoll.billing.set_gate_rule import set_gate_rule
from piperoll.council.models import VatRate
from piperoll.council.set_dated_figure import NoSuchService
from piperoll.customers.models import Customer
from piperoll.customers.queries import NoSuchCustomer
from piperoll.formats.attachments import checked
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.checking_seals import check_chain
from piperoll.safeguards.models import View
from piperoll.safeguards.seeing import RecordRestricted
from safeguards.people import flag
from the_day import MONDAY, ask


@pytest.fixture
def rita(manager: Actor) -> Actor:
    """A requester of school transport, which issues up to £50.00 alone and decides up to £1,000.00 itself."""
    limits()
    return of_service("requester")


@pytest.fixture
def pugh(manager: Actor) -> str:
    return customer(manager)


def test_a_small_one_is_issued_at_once_and_proved(rita: Actor, pugh: str, as_superuser: psycopg.Connection) -> None:
    made = ask_invoice(rita, wanted(pugh), files=[checked("form.pdf", b"%PDF-1.7")], expected_gross_pence=12_00)
    invoice = Invoice.objects.get()
    assert (made.state, made.number, invoice.gross_pence) == ("approved", invoice.number, 12_00)
    assert bytes(SupportingDocument.objects.get(invoice=invoice).content) == b"%PDF-1.7"
    assert check_books().agrees
    assert check_chain().agrees
    as_superuser.execute("ALTER TABLE authority_request DISABLE TRIGGER ALL")
    as_superuser.execute("UPDATE authority_request SET amount_pence = 1")
    (wrong,) = check_books().disagreeing
    assert (wrong.name, wrong.example) == ("Invoices asked for", made.number)
    assert not check_chain().agrees
    as_superuser.execute("ALTER TABLE authority_request ENABLE TRIGGER ALL")


def test_a_larger_one_waits_for_its_own_approver_and_is_issued_when_approved(rita: Actor, pugh: str) -> None:
    made = ask_invoice(rita, wanted(pugh, "300.00"), files=[checked("form.pdf", b"%PDF-1.7")])
    assert (made.state, Invoice.objects.count()) == ("waiting", 0)
    stranger = of_service("approver", "TRADE", username="tess.trade")
    with pytest.raises(NoSuchRequest):
        decide_request(request=made.request, decision="approve", by=stranger, **NOW)
    decided = decide_request(request=made.request, decision="approve", by=of_service("approver"), **NOW)
    invoice = Invoice.objects.get()
    assert decided.done == f"Invoice {invoice.number} for £300.00 is issued."
    assert InvoiceAsked.objects.get().request_id == made.request
    assert SupportingDocument.objects.get().invoice == invoice
    assert check_books().agrees
    with pytest.raises(AlreadyIssued):
        ask_invoice(rita, wanted(pugh, "300.00"))


def test_the_largest_go_to_the_income_team_and_a_month_of_small_ones_counts_as_one(rita: Actor, pugh: str) -> None:
    asked = ask_invoice(rita, wanted(pugh, "1200.00", key="BIG")).request
    with pytest.raises(BeyondYourLimit):
        decide_request(request=asked, decision="approve", by=somebody("ar_manager"), **NOW)
    agreed = decide_request(request=asked, decision="approve", by=of_service("approver"), **NOW)
    assert (agreed.state, Invoice.objects.count()) == ("waiting", 0)
    assert decide_request(request=asked, decision="approve", by=somebody("ar_manager"), **NOW).state == "approved"
    assert check_books().agrees
    other = customer(somebody("manager"), replace(PUGH, name="Mr Owen Pugh"))
    assert ask_invoice(rita, wanted(other, "30.00", key="A")).state == "approved"
    assert ask_invoice(rita, wanted(other, "30.00", key="B", description="Another pass")).state == "waiting"


def test_the_same_twice_is_one_request(rita: Actor, pugh: str) -> None:
    made = ask_invoice(rita, wanted(pugh, "300.00"))
    with pytest.raises(AskedBefore, match=f"Request {made.request}"):
        ask_invoice(rita, wanted(pugh, "300.00"))
    instead = ask_invoice(rita, wanted(pugh, "290.00"), instead_of=made.request)
    assert RequestState.objects.get(pk=made.request).state == "withdrawn"
    assert instead.state == "waiting"


def test_only_for_their_own_service_and_only_with_its_own_codes(rita: Actor, pugh: str) -> None:
    with pytest.raises(NoSuchService):
        ask_invoice(rita, wanted(pugh, service="TRADE"))
    with pytest.raises(NotBillable, match="belongs to another service"):
        ask_invoice(rita, wanted(pugh, income_code="TW01"))
    with pytest.raises(NoSuchCustomer):
        ask_invoice(rita, wanted("C999"))
    with pytest.raises(SayWhatFor):
        ask_invoice(rita, wanted(pugh), why="")
    with pytest.raises(NotAReasonToBill):
        ask_invoice(rita, wanted(pugh), reason="because")
    with pytest.raises(NotAsShown):
        ask_invoice(rita, wanted(pugh), expected_gross_pence=1)
    assert Invoice.objects.count() == 0


def test_a_quality_check_sends_it_back_or_to_somebody_else(rita: Actor, pugh: str, manager: Actor) -> None:
    vague = wanted(pugh, description="Fees")
    begin = {"check": "description", "valid_from": MONDAY, "authority": "Cabinet", "by": manager, **NOW}
    set_gate_rule(action="flag", **begin)
    made = ask_invoice(rita, vague)
    assert made.state == "waiting"
    assert "says too little" in ask("SELECT changes::text AS told FROM authority_request")[0].told
    set_gate_rule(action="reject", **{**begin, "service": "BUS"})
    with pytest.raises(NotBillable, match="says too little"):
        ask_invoice(rita, replace(vague, key="K2"))


def test_what_has_changed_meanwhile_is_not_issued(rita: Actor, pugh: str) -> None:
    made = ask_invoice(rita, wanted(pugh, "300.00"))
    VatRate.objects.filter(code="Z").update(rate="0.25")
    with pytest.raises(Exception, match=r"would come to £375.00 today, where £300.00 was asked for"):
        decide_request(request=made.request, decision="approve", by=of_service("approver"), **NOW)
    assert RequestState.objects.get(pk=made.request).state == "waiting"
    assert Invoice.objects.count() == 0
    flag(somebody("manager"), Customer.objects.get().pk, "deceased")
    with pytest.raises(NotBillable, match="may not be billed"):
        decide_request(request=made.request, decision="approve", by=of_service("approver"), **NOW)


def test_they_find_no_more_of_a_customer_than_they_need(rita: Actor, pugh: str, manager: Actor) -> None:
    firm = customer(manager, replace(PUGH, kind="company", name="Pughs Coaches Ltd", postcode="AN2 2AB"))

    def found(words: str, postcode: str = "") -> list[str]:
        return [one.reference for one in whom_to_bill(words, postcode, on=MONDAY, by=rita)]

    assert found(pugh) == [pugh]
    assert found("pugh") == [firm]
    assert found("Mrs Gwendolyn Pugh") == []
    assert found("mrs gwendolyn pugh", "an12ab") == [pugh]
    ask_invoice(rita, wanted(pugh))
    assert found("gwendolyn") == [pugh]
    flag(manager, Customer.objects.get(reference=pugh).pk, "restricted")
    assert found(pugh) == found("gwendolyn") == []
    with pytest.raises(RecordRestricted):
        ask_invoice(rita, wanted(pugh, key="K2"))
    assert View.objects.filter(username="requester.one", place="request_invoice").exists()


def test_by_command(rita: Actor, pugh: str, tmp_path: Path) -> None:
    paper = tmp_path / "form.pdf"
    paper.write_bytes(b"%PDF-1.7")
    line = ("request-invoice BUS --customer", pugh, "--line", "1", "Replacement bus pass", "300.00", "Z", "BUS01")
    told = ("--why", "Lost at school", "--file", paper, "--on", MONDAY)
    assert "Nothing was asked for." in typed(*line, *told, "--preview", by=rita).text
    done = typed(*line, *told, by=rita)
    assert (done.data["state"], done.data["gross_pence"]) == ("waiting", 300_00)
    assert typed("whom-to-bill", pugh, by=rita).data["customers"][0]["name"] == "Mrs Gwendolyn Pugh"
