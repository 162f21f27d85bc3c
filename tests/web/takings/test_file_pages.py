"""Files of payments on the pages: a profile written, tried, approved by somebody else, and a file taken in."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook

from piperoll.formats.payment_layouts import FIRST
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from piperoll.takings.models import FileProfile
from web.staff import client_of

SAMPLES = Path(__file__).parents[3] / "samples" / "payment_files"
WRITE = "/money-in/files/write/"


@pytest.fixture
def desk(manager: Actor) -> Client:
    return client_of("officer")


@pytest.fixture
def profile() -> dict[str, Any]:
    """The form for allpay, filled in."""
    layout = {name: value for name, value in FIRST["allpay"].told().items() if value is not False}
    given = {"code": "ALLPAY", "name": "allpay", "method": "ALLPAY", "bank_account": "MAIN", "bank_words": "ALLPAY"}
    return layout | given | {"sample": (SAMPLES / "allpay.txt").read_text()}


def test_a_profile_is_tried_kept_approved_and_reads_a_file(desk: Client, profile: dict[str, Any]) -> None:
    assert "allpay" in desk.get("/money-in/files/").content.decode()
    assert 'value="24-32"' in desk.get(f"{WRITE}?first=allpay").content.decode()
    tried = desk.post(WRITE, profile).content.decode()
    assert "It reads whole, and proves what it says of itself." in tried
    assert "£329.45" in tried
    assert not FileProfile.objects.exists()
    kept = desk.post(WRITE, profile | {"keep": "1"}, follow=True).content.decode()
    assert "Waits to be approved" in kept
    assert "Approve it" not in kept
    other = client_of("senior", "sam")
    where = "/money-in/files/profiles/ALLPAY/"
    assert "Approve it" in other.get(where).content.decode()
    assert "are read by version" in other.post(f"{where}approve/", follow=True).content.decode()
    today = f"{timezone.localdate():%d/%m/%Y}"
    content = (SAMPLES / "allpay.txt").read_text().replace("20/11/2026", today).replace("21/11/2026", today)
    upload = {"profile": "ALLPAY", "file": SimpleUploadedFile("allpay.txt", content.encode())}
    taken = desk.post("/money-in/files/", upload, follow=True).content.decode()
    assert "4 payments taken in, £329.45." in taken
    assert check_books().agrees


def test_what_is_wrong_is_said_before_anything_is_kept(desk: Client, profile: dict[str, Any]) -> None:
    said = desk.post(WRITE, profile | {"amount_at": "24"}).content.decode()
    assert "Sum must be like 8-23" in said
    wrong = profile["sample"].replace("312.40", "312.41")
    assert "Not yet: its payments come to £329.46" in desk.post(WRITE, profile | {"sample": wrong}).content.decode()
    said = desk.post(WRITE, profile | {"sample": wrong, "keep": "1"}).content.decode()
    assert "The sample does not read by this layout" in said
    assert not FileProfile.objects.exists()


def test_a_layout_is_tried_on_a_spreadsheet_and_tells_what_it_passes_over(
    desk: Client, profile: dict[str, Any]
) -> None:
    book, out = Workbook(), BytesIO()
    for row in (["D", "AT0000012998", 12.5, date(2026, 11, 20)], ["Note", "paid late", "", ""]):
        book.active.append(row)
    book.save(out)
    layout = {"kind": "semicolon", "reference_at": "2", "amount_at": "3", "date_at": "4", "payment_starts": "D"}
    given = {name: profile[name] for name in ("code", "name", "method", "bank_account", "bank_words")} | layout
    given |= {"date_format": "dd/mm/yyyy", "headers": "0", "sample": ""}
    assert "Paste some lines" in desk.post(WRITE, given).content.decode()
    assert (
        "Dates are written must be like dd/mm/yyyy" in desk.post(WRITE, given | {"date_format": "x"}).content.decode()
    )
    sample = SimpleUploadedFile("day.xlsx", out.getvalue())
    said = desk.post(WRITE, given | {"sample_file": sample}).content.decode()
    assert "£12.50" in said
    assert "Passed over, being no payment: line 2." in said
    assert "nothing shows that a file is whole" in said


def test_who_may_only_look_writes_nothing(desk: Client) -> None:
    auditor = client_of("auditor", "audrey")
    assert "Write a profile" not in auditor.get("/money-in/files/").content.decode()
    assert auditor.get(WRITE).status_code == 403
    assert auditor.get("/money-in/files/profiles/NONE/").status_code == 404
