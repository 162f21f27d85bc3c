"""Other ledgers on the pages: a fund tried, kept and approved; a receipt placed there by hand and taken back."""

from __future__ import annotations

from pathlib import Path

from django.utils import timezone

from fund_words import RENT, WRONG, rents_taken
from piperoll.foundations.actors import Actor
from piperoll.funds.models import Fund
from piperoll.receipting.models import FundPlacement, Receipt
from piperoll.reconciliation.check_books import check_books
from the_day import bank, paid, statement
from web.staff import client_of

WRITE = "/money-in/funds/write/"


def test_a_fund_is_tried_kept_and_approved_by_somebody_else(manager: Actor) -> None:
    desk, today = client_of("officer"), timezone.localdate()
    assert "told from ours yet" in desk.get("/money-in/funds/").content.decode()
    assert "Account = account" in desk.get(WRITE).content.decode()
    form = {
        "code": "RENTS", "name": "Housing rents", "nominal": "9300", "patterns": "R10####### luhn", "samples": WRONG,
        "words": "RENT", "columns": "Account = account\r\nAmount = sum", "separator": "comma", "dates": "yyyy-mm-dd",
        "valid_from_day": today.day, "valid_from_month": today.month, "valid_from_year": today.year,
    }  # fmt: skip
    tried = desk.post(WRITE, form).content.decode()
    assert f"Not yet: the check digits of {WRONG} are wrong by luhn." in tried
    said = desk.post(WRITE, form | {"patterns": "R10 luhn"}).content.decode()
    assert "a shape needs at least 5 places" in said
    assert "The fund cannot be kept" in desk.post(WRITE, form | {"keep": "1"}).content.decode()
    assert not Fund.objects.exists()
    kept = desk.post(WRITE, form | {"samples": RENT, "keep": "1"}, follow=True).content.decode()
    assert "Waits to be approved" in kept
    assert "Approve it" not in kept
    assert "Right" in kept
    other = client_of("senior", "sam")
    assert "Approve it" in other.get("/money-in/funds/RENTS/").content.decode()
    assert "RENTS is known so from" in other.post("/money-in/funds/RENTS/approve/", follow=True).content.decode()
    again = desk.get(f"{WRITE}?code=RENTS").content.decode()
    assert "R10####### luhn" in again
    auditor = client_of("auditor", "audrey")
    assert auditor.get(WRITE).status_code == 403
    assert auditor.get("/money-in/funds/NONE/").status_code == 404


def test_a_receipt_is_placed_by_hand_and_taken_back(tmp_path: Path, manager: Actor) -> None:
    rents_taken(manager, patterns=["G######"], samples=["G123456"], valid_from=timezone.localdate())
    bank(tmp_path, manager, statement(paid("30.00", "GARAGE G123456")))
    desk, receipt = client_of("officer"), Receipt.objects.get().pk
    where = f"/money-in/receipts/{receipt}/fund/"
    assert where in desk.get(f"/money-in/receipts/{receipt}/").content.decode()
    assert 'value="G123456"' in desk.get(where).content.decode()
    form = {"fund": "RENTS", "reference": "H1", "pence": "10.00", "reason": ""}
    assert "theirs are written G######" in desk.post(where, form).content.decode()
    said = desk.post(where, form | {"reference": "G123456"}, follow=True).content.decode()
    assert "£10.00 is on G123456 of RENTS." in said
    assert "Housing rents" in said
    undo = {"placement": FundPlacement.objects.get().pk, "reason": ""}
    assert "Nothing was undone" in desk.post(f"{where}undo/", undo, follow=True).content.decode()
    said = desk.post(f"{where}undo/", undo | {"reason": "Not rent"}, follow=True).content.decode()
    assert "£10.00 is in suspense again." in said
    assert check_books().agrees
