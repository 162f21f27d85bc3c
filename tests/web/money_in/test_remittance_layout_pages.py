"""Layouts of remittances on the pages: tried on a PDF, kept, approved by somebody else, and a list read by it."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from piperoll.foundations.actors import Actor
from piperoll.receipting.models import Remittance, RemittanceProfile
from receipting.remitting import OFFICE, SAMPLES
from web.staff import client_of

WRITE, WHERE = "/money-in/remittances/layouts/write/", "/money-in/remittances/layouts/OFFICE/"


def sample() -> SimpleUploadedFile:
    return SimpleUploadedFile("november.pdf", (SAMPLES / "benefit-office.pdf").read_bytes())


def test_a_layout_is_tried_kept_approved_and_reads_a_list(manager: Actor) -> None:
    desk = client_of("officer")
    form = {"code": "OFFICE", "payer": "Anyshire Benefit Office"} | OFFICE

    def write(**more: Any) -> str:
        return str(desk.post(WRITE, form | {"sample": sample()} | more, follow=True).content.decode())

    assert "{pence}" in desk.get(f"{WRITE}?first=A list in fixed places").content.decode()
    assert "Not yet: no line of it looks like its total" in write(total="Sum {amount}")
    assert "A payment’s line must have {reference} or {name}" in write(line="{amount}")
    tried = write()
    for told in (
        "It reads whole, and proves its total.",
        "AT0000012998 | Ada Lovegrove",
        "£1,254.20",
        "20 November 2026",
    ):
        assert told in tried
    assert not RemittanceProfile.objects.exists()
    assert "Waits to be approved" in write(keep="1")
    assert "Approve it" not in desk.get(WHERE).content.decode()
    other = client_of("senior", "sam")
    assert "Approve it" in other.get(WHERE).content.decode()
    assert "are read by version" in other.post(f"{WHERE}approve/", follow=True).content.decode()
    assert 'value="OFFICE"' in desk.get(f"{WRITE}?code=OFFICE").content.decode()
    upload = "/money-in/remittances/upload/"
    assert "Say who pays" in desk.post(upload, {"file": sample()}).content.decode()
    taken = desk.post(upload, {"file": sample(), "profile": "OFFICE"}, follow=True).content.decode()
    assert "8 lines taken in, £1,254.20." in taken
    assert Remittance.objects.get().reference == "TPP-4471902"


def test_who_may_only_look_writes_nothing(manager: Actor) -> None:
    auditor = client_of("auditor", "audrey")
    assert "Write a layout" not in auditor.get("/money-in/remittances/layouts/").content.decode()
    assert auditor.get(WRITE).status_code == 403
    assert auditor.get(WHERE).status_code == 404
