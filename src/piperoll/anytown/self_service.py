"""School transport asks for a customer and for invoices to them: asked about, answered, approved, issued; a large one
is agreed to by its own approver and waits for the income team."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from piperoll.anytown.outcome import Outcome
from piperoll.authority.answer_request import answer_request
from piperoll.authority.decide_request import decide_request
from piperoll.authority.models import Request
from piperoll.authority.sign_in import actor_for
from piperoll.billing import request_customer, request_invoice
from piperoll.billing.one_off import OneOff
from piperoll.customers.details import Details
from piperoll.customers.models import Customer
from piperoll.formats.attachments import checked
from piperoll.foundations.actors import Actor

STEPS = 3
INVOICES = CUSTOMERS = 1
"""How many come of it: what the plan counts on."""
_TAXI = "A taxi shared for two terms: the bus does not go there"
_WHO = Details(
    kind="person", name="Mrs Imogen Fairweather-Adeyemi", address="3 Signal Box Cottages\nAnytown", postcode="AN1 9ZZ",
    email="imogen@fairweather.example",
)  # fmt: skip


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """A customer, approved by an officer; an invoice, asked about, answered, approved by the service's own approver;
    one for more, to which the approver agrees."""
    when: dict[str, Any] = {"on": on, "at": at}
    rita, percy = actor_for("rita.requester"), actor_for("percy.approver")
    yield _customer(when, rita, team["officer"])
    yield _invoice(when, rita, percy)
    yield _large(when, rita, percy)


def _customer(when: dict[str, Any], rita: Actor, officer: Actor) -> Outcome:
    before = Request.objects.filter(act=request_customer.ACT).first()
    if before is None:
        asked = request_customer.request_customer(
            service="BUS", details=_WHO, why="A bus pass for her daughter, from January", **when, by=rita
        )
        decide_request(request=asked.request, decision="approve", **when, by=officer)
        before = Request.objects.get(pk=asked.request)
        return Outcome("day", "A service asks for a customer", before.run_id, 1, 1, "customer", 0, 0, False)
    return Outcome("day", "A service asks for a customer", before.run_id, 1, 1, "customer", 0, 0, True)


def _invoice(when: dict[str, Any], rita: Actor, percy: Actor) -> Outcome:
    before, already = Request.objects.filter(act=request_invoice.ACT).first(), True
    if before is None:
        who = Customer.objects.get(name=_WHO.name).reference
        line = {"description": "School bus pass, spring and summer terms", "quantity": "1", "unit_price": "312.00",
                "vat_code": "Z", "income_code": "BUS01"}  # fmt: skip
        asked = request_invoice.request_invoice(
            asked=OneOff("BUS", "fairweather-pass-2027", {"customer_ref": who}, (line,)), reason="ahead",
            why="A pass bought for two terms", files=[checked("application.pdf", _a_form())], **when, by=rita,
        ).request  # fmt: skip
        decide_request(request=asked, decision="return", reason="Which school?", **when, by=percy)
        answer_request(request=asked, answer="Anytown High: the form says so", **when, by=rita)
        decide_request(request=asked, decision="approve", **when, by=percy)
        before, already = Request.objects.get(pk=asked), False
    return Outcome("day", "And for an invoice", before.run_id, 1, 1, "invoice", 0, before.amount_pence, already)


def _large(when: dict[str, Any], rita: Actor, percy: Actor) -> Outcome:
    before, already = Request.objects.filter(act=request_invoice.ACT, why=_TAXI).first(), True
    if before is None:
        who = Customer.objects.get(name=_WHO.name).reference
        line = {"description": "Shared taxi to school, spring and summer terms", "quantity": "1",
                "unit_price": "1150.00", "vat_code": "Z", "income_code": "BUS01"}  # fmt: skip
        asked = request_invoice.request_invoice(
            asked=OneOff("BUS", "fairweather-taxi-2027", {"customer_ref": who}, (line,)), reason="ahead", why=_TAXI,
            **when, by=rita,
        ).request  # fmt: skip
        decide_request(request=asked, decision="approve", reason="Agreed with the school", **when, by=percy)
        before, already = Request.objects.get(pk=asked), False
    return Outcome(
        "day", "And for one that takes two", before.run_id, 1, 0, "invoices", 1, before.amount_pence, already
    )


def _a_form() -> bytes:
    """A PDF of one page that says what it is."""
    words = b"BT /F 14 Tf 72 720 Td (Application for a school bus pass: Anytown High) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(words), words),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return made + start % (table, len(made))
