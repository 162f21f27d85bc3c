"""Files to other ledgers on the pages: written, read back, answered, chased."""

from __future__ import annotations

from pathlib import Path

from django.utils import timezone

from fund_words import RENT, rents_taken
from piperoll.foundations.actors import Actor
from piperoll.receipting.models import Receipt
from piperoll.receipting.place_in_fund import place_in_fund
from the_day import MORNING, bank, paid, statement
from web.staff import client_of


def test_a_file_is_written_read_and_answered(tmp_path: Path, manager: Actor) -> None:
    today = timezone.localdate()
    rents_taken(manager, valid_from=today)
    bank(tmp_path, manager, statement(paid("30.00", "RENT", on=today), on=today))
    place_in_fund(receipt=Receipt.objects.get().pk, fund="RENTS", reference=RENT, on=today, at=MORNING, by=manager)
    desk = client_of("officer")
    assert "1 placement, £30.00, they were not told of yet." in desk.get("/money-in/funds/RENTS/").content.decode()
    written = desk.post("/money-in/funds/RENTS/files/write/", follow=True).content.decode()
    assert "File 1 tells of 1 line, £30.00." in written
    assert "They have not answered yet." in written
    where = "/money-in/funds/RENTS/files/1/"
    file = desk.get(f"{where}content/")
    assert file["Content-Disposition"] == 'attachment; filename="RENTS-000001.csv"'
    assert file.content.decode().startswith("HEADER,RENTS,000001,")
    said = desk.post(where, {"lines": "1", "pence": "29.00", "note": ""}).content.decode()
    assert "Say what is known of the difference" in said
    form = {"lines": "1", "pence": "29.00", "note": "A pound is missing"}
    assert "It differs, and is chased" in desk.post(where, form, follow=True).content.decode()
    assert "Differs by −£1.00" in desk.get("/money-in/funds/").content.decode()
    assert "It agrees." in desk.post(where, {"lines": "1", "pence": "30.00"}, follow=True).content.decode()
    assert "To chase" not in desk.get("/money-in/funds/").content.decode()
    auditor = client_of("auditor", "audrey")
    assert "Note their answer" not in auditor.get(where).content.decode()
    assert auditor.get("/money-in/funds/RENTS/files/9/").status_code == 404
