"""Remittances on the page: taken in, listed until the money comes, and named on the receipt they placed."""

from __future__ import annotations

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from piperoll.billing.models import Invoice
from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.models import Receipt, Remittance
from receipting.remitting import SHIRE, SHOWN, listed
from the_day import MONDAY, MORNING, bank, bill, charge, paid, statement
from web.staff import client_of


def test_a_remittance_from_the_upload_to_the_receipt_it_placed(manager: Actor, tmp_path: Path) -> None:
    bill(
        tmp_path,
        manager,
        charge("X1", "11.00"),
        charge("X2", "60.00", name="Ada Lovegrove", address_1="2 Vinegar Lane"),
    )
    one, other = Invoice.objects.order_by("id").values_list("number", flat=True)
    officer, today = client_of("officer"), timezone.localdate()

    def send(total: str) -> str:
        content = listed((one, "Pickle & Sons Ltd", "11.00"), (other, "Ada Lovegrove", "60.00")).encode()
        form = {
            "payer": SHIRE, "reference": "ACC-20117", "total": total, "paid_on_day": today.day, "paid_on_month": today.month,
            "paid_on_year": today.year, "file": SimpleUploadedFile("october.csv", content),
        }  # fmt: skip
        return str(officer.post("/money-in/remittances/upload/", form, follow=True).content.decode())

    assert "£0.01 too little" in send("71.01")
    assert "2 lines taken in, £71.00." in send("71.00")
    assert "was already taken in" in send("71.00")
    assert "Waits for its money" in officer.get("/money-in/remittances/").content.decode()
    bank(tmp_path, manager, statement(paid("71.00", "BACS CREDIT", SHOWN)))
    allocate_receipts(on=MONDAY, at=MORNING, by=manager)
    receipt, remittance = Receipt.objects.get(), Remittance.objects.get()
    page = officer.get(f"/money-in/receipts/{receipt.pk}/").content.decode()
    assert f"/money-in/remittances/{remittance.pk}/" in page
    assert f"remittance ACC-20117 of {SHIRE}" in page
    shown = officer.get(f"/money-in/remittances/{remittance.pk}/").content.decode()
    for told in (receipt.reference, one, "Ada Lovegrove", "october.csv", "Used"):
        assert told in shown
    assert officer.get("/money-in/remittances/999999/").status_code == 404
    assert client_of("auditor", "una.auditor").get("/money-in/remittances/upload/").status_code == 403
