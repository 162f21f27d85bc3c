"""Bank accounts by page: each to nought, what has not come, followed up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.test import Client

from a_past import Past, moment
from piperoll.receipting.models import Expected
from piperoll.takings.bank_cheques import bank_cheques
from piperoll.takings.rules import Cheque
from reconciliation.at_month_end import a_november
from web.reading import words_of

SignIn = Callable[[str], Client]
NOVEMBER = "?on=2026-11-23"


def test_each_account_agrees_and_what_has_not_come_is_followed_up(past: Past, sign_in: SignIn, tmp_path: Path) -> None:
    a_november(tmp_path, past.by)
    officer = sign_in("officer")
    assert "Agrees" in words_of(officer, f"/reconciliation/banks/{NOVEMBER}")
    one = words_of(officer, f"/reconciliation/banks/MAIN/{NOVEMBER}")
    assert "£1,132.00" in one
    assert "Nobody’s" in one
    item = Expected.objects.get()
    assert f"/reconciliation/outstanding/{item.pk}/" in one
    assert "Follow up" not in words_of(sign_in("auditor"), f"/reconciliation/banks/MAIN/{NOVEMBER}")
    assert officer.get("/reconciliation/banks/NONE/").status_code == 404
    assert officer.get("/reconciliation/outstanding/999999999/").status_code == 404
    assert "must be a real date" in words_of(officer, "/reconciliation/banks/?on=soon")


def test_what_should_have_come_is_given_to_somebody(past: Past, sign_in: SignIn) -> None:
    paid_in = date(2026, 11, 2)
    bank_cheques(
        bank_account="MAIN", slip="500482", total_pence=30_00, cheques=[Cheque(30_00, "CRUMB", "100101", "")],
        on=paid_in, at=moment(paid_in, 9), by=past.by,
    )  # fmt: skip
    officer = sign_in("officer")
    where = f"/reconciliation/outstanding/{Expected.objects.get().pk}/"
    assert "ago at the latest" in words_of(officer, where)
    assert "<title>Error:" in officer.post(where, {"to": ""}).content.decode()
    kept = officer.post(where, {"to": "ines.officer", "words": "The branch looks for the slip"})
    assert kept["Location"] == where
    shown = words_of(officer, where)
    assert "Given to Ines Okafor" in shown
    assert "The branch looks for the slip" in words_of(sign_in("auditor"), "/reconciliation/banks/MAIN/")
    assert sign_in("auditor").get(where).status_code == 403
