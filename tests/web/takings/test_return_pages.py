"""Cash-up returns by page: filled in by a service's own, authorised by another of it, seen by nobody of another."""

from __future__ import annotations

from django.test import Client

from billing.serving import of_service
from piperoll.authority.models import User
from piperoll.foundations.actors import Actor
from piperoll.takings.models import CashReturn
from takings.returning import FINES, income_fund
from takings_words import disagreeing

FILLED = {
    "service": "BUS", "office": "bus-north", "taken_on_day": "20", "taken_on_month": "11", "taken_on_year": "2026",
    "bank_account": "MAIN", "code-1": FINES, "cash-1": "45.50", "cheque-1": "12", "code-2": "GLLB0102",
    "cash-2": "4.50", "many-2000": "2", "many-500": "1", "many-50": "9", "slip": "700001", "cheque_slip": "700002",
}  # fmt: skip


def signed_in(who: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=who.user_id))
    return client


def test_from_the_office_to_its_authoriser(manager: Actor) -> None:
    income_fund(manager)
    rita, percy = signed_in(of_service("requester")), signed_in(of_service("approver"))
    assert "Cash-up returns" in rita.get("/your-requests/").content.decode()
    assert "How many 50p" in rita.get("/cash-returns/fill/").content.decode()
    assert "£49.50 was counted, but £50.00" in rita.post("/cash-returns/fill/", FILLED).content.decode()
    said = rita.post("/cash-returns/fill/", FILLED | {"reason": "Wrong change"}, follow=True).content.decode()
    assert "Somebody else of the service authorises it." in said
    where = f"/cash-returns/{CashReturn.objects.get().pk}/"
    assert "Authorise it" not in rita.get(where).content.decode()
    assert rita.post(where, {"stands": "1"}).content.decode().count("may not") >= 1
    assert signed_in(of_service("approver", "TRADE", username="tess.trade")).get(where).status_code == 404
    assert "£0.50 short: Wrong change" in percy.get(where).content.decode()
    said = percy.post(where, {"stands": "1", "reason": "Seen"}, follow=True).content.decode()
    assert "is authorised, and paid in with its slips." in said
    assert "700001, into MAIN" in percy.get(where).content.decode()
    assert disagreeing() == []
