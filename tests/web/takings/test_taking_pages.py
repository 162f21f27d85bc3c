"""Paying cheques in on the page, looking at bankings, and a payment that came back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from piperoll.takings.models import Banking
from the_day import ask
from web.staff import client_of

SLIP = {
    "slip": "50 0123", "total_pence": "30.00", "cheques": "3", "bank_account": "MAIN",
    "banked_on_day": "", "banked_on_month": "", "banked_on_year": "",
}  # fmt: skip
TWO = {
    "rows": "3", "drawer-1": "Ada Lovegrove", "number-1": "000007", "amount-1": "10.00",
    "drawer-3": "P. Esample", "number-3": "000124", "reference-3": "AT00000129", "amount-3": "20.00",
}  # fmt: skip


@pytest.fixture
def desk(manager: Actor) -> Client:
    return client_of("officer")


@pytest.fixture
def slip() -> dict[str, str]:
    """A slip of today."""
    from django.utils import timezone

    today = timezone.localdate()
    return SLIP | {
        "banked_on_day": str(today.day),
        "banked_on_month": str(today.month),
        "banked_on_year": str(today.year),
    }


def enter(desk: Client, slip: dict[str, str], sent: dict[str, Any]) -> str:
    from urllib.parse import urlencode

    return desk.post(f"/money-in/cheques/enter/?{urlencode(slip)}", sent, follow=True).content.decode()


def test_a_slip_then_its_cheques_then_what_is_in_it(desk: Client, slip: dict[str, str]) -> None:
    assert "Paid into" in desk.get("/money-in/cheques/").content.decode()
    shown = desk.get("/money-in/cheques/", slip, follow=True).content.decode()
    assert "Still to enter" in shown
    assert "Who drew cheque 3" in shown
    shown = enter(desk, slip, TWO)
    assert "2 cheques paid in with slip 500123: £30.00." in shown
    assert "Not yet shown by the bank" in shown
    shown = desk.get("/money-in/bankings/").content.decode()
    assert "Slip 500123" in shown
    assert "Cheques, not yet shown by the bank" in shown
    assert check_books().agrees


def test_more_lines_and_a_worked_out_total_pay_nothing_in(desk: Client, slip: dict[str, str]) -> None:
    assert "Who drew cheque 13" in enter(desk, slip, TWO | {"more": "1"})
    assert "£30.00" in enter(desk, slip, TWO | {"work_out": "1"})
    assert not Banking.objects.exists()


def test_what_is_wrong_is_said_beside_its_line(desk: Client, slip: dict[str, str]) -> None:
    shown = enter(desk, slip, TWO | {"amount-3": "19.00"})
    assert "come to £29.00, but the slip says £30.00" in shown
    shown = enter(desk, slip, TWO | {"drawer-3": ""})
    assert "Cheque 3: it does not say who drew it" in shown
    assert "must be a sum of money" in enter(desk, slip, TWO | {"amount-1": "ten"})
    assert "Enter slip serial" in desk.get("/money-in/cheques/", slip | {"slip": ""}).content.decode()
    assert not Banking.objects.exists()


def test_the_same_slip_again_is_told_not_paid_in(desk: Client, slip: dict[str, str]) -> None:
    enter(desk, slip, TWO)
    assert "Slip 500123 was paid into" in enter(desk, slip, TWO)
    assert Banking.objects.count() == 1


def test_a_cheque_returned_unpaid(desk: Client, slip: dict[str, str]) -> None:
    enter(desk, slip, TWO)
    receipt = ask("SELECT min(id) AS id FROM receipting_receipt")[0].id
    shown = desk.get(f"/money-in/receipts/{receipt}/").content.decode()
    assert "Ada Lovegrove" in shown
    assert "000007" in shown
    where = f"/money-in/receipts/{receipt}/returned/"
    assert "The bank returned it unpaid" in desk.get(where).content.decode()
    on = {f"returned_on_{part}": slip[f"banked_on_{part}"] for part in ("day", "month", "year")}
    assert "Say why it came back" in desk.post(where, on).content.decode()
    shown = desk.post(where, on | {"reason": "Refer to drawer"}, follow=True).content.decode()
    assert "£10.00 was returned unpaid." in shown
    assert "Returned unpaid, said Ines Okafor: Refer to drawer" in shown
    assert "1 returned unpaid" in desk.get("/money-in/bankings/").content.decode()
    assert check_books().agrees


def test_who_may_only_look_gets_no_buttons(desk: Client, slip: dict[str, str]) -> None:
    enter(desk, slip, TWO)
    auditor = client_of("auditor", "audrey")
    shown = auditor.get("/money-in/bankings/").content.decode()
    assert "Pay cheques in" not in shown
    assert auditor.get("/money-in/cheques/").status_code == 403
    number = Banking.objects.get().pk
    assert "Returned unpaid" not in auditor.get(f"/money-in/bankings/{number}/").content.decode()
    assert auditor.get("/money-in/bankings/99999/").status_code == 404
