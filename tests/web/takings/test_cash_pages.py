"""Cash taken, counted and a difference looked at, on the pages."""

from __future__ import annotations

import pytest
from django.test import Client

from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from piperoll.takings.models import Banking, CashUp
from web.staff import client_of

CASH = {"amount_pence": "51.50", "payer": "A Lovegrove", "reference": "", "till": "hall-1", "bank_account": "MAIN"}
TILL = "/money-in/tills/HALL-1/MAIN/"


@pytest.fixture
def desk(manager: Actor) -> Client:
    return client_of("officer")


def test_cash_taken_and_a_till_that_agrees(desk: Client) -> None:
    shown = desk.post("/money-in/cash/", CASH, follow=True).content.decode()
    assert "£51.50 taken. The payer’s receipt is CASH-" in shown
    assert 'value="HALL-1"' in shown
    assert "Count HALL-1" in desk.get("/money-in/bankings/").content.decode()
    assert "How many £20" in desk.get(TILL).content.decode()
    worked_out = desk.post(TILL, {"many-5000": "1", "slip": "600017", "work_out": "1"}).content.decode()
    assert "£1.50" in worked_out
    shown = desk.post(TILL, {"many-5000": "1", "many-50": "3", "slip": "600017"}, follow=True).content.decode()
    assert "£51.50 counted and paid in. It agrees." in shown
    assert desk.get(TILL).status_code == 404
    assert check_books().agrees


def test_a_difference_is_explained_and_somebody_else_lets_it_stand(desk: Client) -> None:
    desk.post("/money-in/cash/", CASH)
    short = {"many-5000": "1", "slip": "600017"}
    assert "£50.00 was counted, but £51.50 was receipted" in desk.post(TILL, short).content.decode()
    shown = desk.post(TILL, short | {"reason": "Wrong change"}, follow=True).content.decode()
    assert "You counted it, so somebody else must let it stand." in shown
    where = f"/money-in/cash-ups/{CashUp.objects.get().pk}/"
    assert "You counted cash-up" in desk.post(where, {"stands": "1"}).content.decode()
    other = client_of("senior", "sam")
    assert "Say why it is to be counted again" in other.post(where, {"again": "1"}).content.decode()
    assert "stands, and the cash is paid in" in other.post(where, {"stands": "1"}, follow=True).content.decode()
    assert Banking.objects.get().amount_pence == 50_00
    assert other.get(where).status_code == 404


def test_what_is_wrong_is_said_beside_its_field(desk: Client) -> None:
    shown = desk.post("/money-in/cash/", CASH | {"till": "the till", "amount_pence": "much"}).content.decode()
    assert "Till must be up to 12 letters" in shown
    assert "Amount must be a sum of money" in shown
    desk.post("/money-in/cash/", CASH)
    shown = desk.post(TILL, {"many-5000": "one", "slip": ""}).content.decode()
    assert "How many £50 must be a whole number" in shown
    assert "Enter slip serial" in shown
