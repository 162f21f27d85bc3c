"""Another ledger that knows its accounts by a date of birth: placed by both, told both, shown without the date."""

from __future__ import annotations

from pathlib import Path

import pytest

from fund_words import rents, rents_taken
from piperoll.foundations.actors import Actor
from piperoll.funds.write_fund import BadFund
from piperoll.interfaces.finding import file_numbered
from piperoll.interfaces.write_fund_file import write_fund_file
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.models import FundPlacement, Match, Receipt, Suspense
from piperoll.receipting.place_in_fund import NotTheirReference, place_in_fund
from the_day import MONDAY, MORNING, bank, paid, statement
from web.staff import client_of

WHEN = {"on": MONDAY, "at": MORNING}
COLUMNS = {"columns": "Account = account\nBorn = born\nAmount = sum"}
PASSES = {
    "code": "PASSES", "name": "School passes", "patterns": ["TR####### born"], "samples": ["TR1234567/2014-03-12"],
    "words": [], "layout": COLUMNS,
}  # fmt: skip


def test_money_is_placed_by_reference_and_date_of_birth_and_by_neither_alone(tmp_path: Path, manager: Actor) -> None:
    rents_taken(manager, **PASSES)
    lines = (
        paid("10.00", "TR1234567 DOB 12/03/2014"), paid("11.00", "TR1234567"), paid("12.00", "BUS 12/03/2014"),
        paid("13.00", "TR1234567 12/03/2014 01/02/2016"), paid("14.00", "TR1234567 120314"),
        paid("15.00", "TR1234567 TR7654321 12/03/2014"),
    )  # fmt: skip
    bank(tmp_path, manager, statement(*lines))
    assert allocate_receipts(by=manager, **WHEN).funds_pence == 10_00
    placed = FundPlacement.objects.get()
    assert (placed.fund_id, placed.reference) == ("PASSES", "TR1234567/2014-03-12")
    waits = dict(Suspense.objects.exclude(open_pence=0).values_list("open_pence", "reason"))
    assert sorted(waits) == [11_00, 12_00, 13_00, 14_00, 15_00]
    assert "without a date of birth" in waits[11_00]
    assert "several dates" in waits[13_00]
    assert "2014" not in str([match.reasons for match in Match.objects.all()])
    shown = client_of("officer").get(f"/money-in/receipts/{placed.receipt_id}/").content.decode()
    assert "TR1234567, by date of birth" in shown
    assert "2014-03-12" not in shown
    write_fund_file(fund="PASSES", by=manager, **WHEN)
    told = bytes(file_numbered("PASSES", 1).content).decode().splitlines()
    assert told[1:3] == ["Account,Born,Amount", "TR1234567,2014-03-12,10.00"]


def test_by_hand_both_are_entered(tmp_path: Path, manager: Actor) -> None:
    rents_taken(manager, **PASSES)
    bank(tmp_path, manager, statement(paid("11.00", "TR1234567")))
    receipt = Receipt.objects.get().pk
    for wrong in ("TR1234567", "TR1234567/2014-13-12", "TR1/2014-03-12"):
        with pytest.raises(NotTheirReference, match="a stroke and a date of birth"):
            place_in_fund(receipt=receipt, fund="PASSES", reference=wrong, by=manager, **WHEN)
    placed = place_in_fund(receipt=receipt, fund="PASSES", reference="tr1234567 / 2014-03-12", by=manager, **WHEN)
    assert placed.pence == 11_00


def test_its_file_must_tell_the_date(manager: Actor) -> None:
    with pytest.raises(BadFund, match="needs a column for it"):
        rents(manager, **(PASSES | {"layout": {}}))
    with pytest.raises(BadFund, match="no longer than 19"):
        rents(manager, **(PASSES | {"patterns": [f"{'#' * 20} born"]}))
