"""A Direct Debit from the terminal: tables, set-up, plan, bank, notices, suspension, transfer, cancellation."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from commands.terminal import typed
from customers.somebody import ada
from direct_debit.paying import ALSO_GOOD, BAD, GOOD, WEIGHTS, lodged
from piperoll.commands.asking import FileUnreadable
from piperoll.direct_debit.bank_details import NotABankAccount
from piperoll.direct_debit.deeds import NoSuchMandate
from piperoll.direct_debit.dormant_mandates import NoneDormant
from piperoll.direct_debit.import_modulus_tables import SameTables
from piperoll.foundations.actors import Actor
from the_day import MONDAY, bill, charge, take_in_letters

ON = "--on 2026-11-23"


def test_its_whole_life(manager: Actor, tmp_path: Path) -> None:
    take_in_letters(manager)
    whose, other = ada(manager), ada(manager, "Mr Ben Lovegrove")
    nobody = {"name": "", "address_1": "", "postcode": "", "customer_ref": whose.reference}
    bill(tmp_path, manager, charge("TW1", "48.50", **nobody), on=MONDAY - timedelta(days=8))
    (tmp_path / "VALACDOS.TXT").write_bytes(WEIGHTS)
    with pytest.raises(FileUnreadable):
        typed(f"import-modulus-tables {tmp_path}/none {ON} --source", "Nowhere", by=manager)
    took = typed(f"import-modulus-tables {tmp_path} {ON} --source", "Invented for tests", by=manager)
    assert "2 checks from 23 November 2026" in took.text
    with pytest.raises(SameTables):
        typed(f"import-modulus-tables {tmp_path} {ON} --source", "Invented for tests", by=manager)

    told = ("--asked", "Name and last bill", "--name", "Ms A Lovegrove", "--account-holder", "--signs-alone")
    set_up = f"set-up-mandate {whose.reference} phone {ON} --sort-code"
    with pytest.raises(NotABankAccount):
        typed(f"{set_up} {BAD[0]} --account {BAD[1]}", *told, by=manager)
    made = typed(f"{set_up} {GOOD[0]} --account {GOOD[1]}", *told, by=manager)
    assert "Its confirmation must go by 26 November 2026." in made.text
    reference = made.data["reference"]
    lodged(made.data["mandate"])

    assert "every month" in typed(
        f"set-collection-plan {reference} {ON} --plan variable --every monthly --day 1 15", by=manager
    ).text  # fmt: skip
    assert "each instalment" in typed(f"set-collection-plan {reference} {ON} --plan as_due", by=manager).text.lower()
    assert "Trade waste" in typed(f"choose-what-it-pays {reference} {ON} --service TRADE", by=manager).text
    written = typed(f"notify-collections {ON}", by=manager)
    assert "1 notice of 1 collection, £48.50; 1 by post" in written.text
    with pytest.raises(NoneDormant):
        typed(f"dormant-mandates {ON}", by=manager)
    shown = typed(f"mandates {whose.reference} {ON}", by=manager)
    assert "••••8472" in shown.text
    assert "£48.50 on 14 December 2026" in shown.text
    assert GOOD[1] not in str(shown.data)

    why = ("--reason", "They rang")
    assert "suspended" in typed(f"suspend-mandate {reference} {ON}", *why, by=manager).text
    assert "active again" in typed(f"resume-mandate {reference} {ON}", *why, by=manager).text
    bank = f"change-mandate-bank {reference} {ON} --sort-code {ALSO_GOOD[0]} --account {ALSO_GOOD[1]} --name"
    assert "••••7491. The old account’s instruction is cancelled." in typed(bank, "A Lovegrove", *why, by=manager).text
    moved = typed(f"transfer-mandate {reference} {other.reference} {ON}", *why, by=manager)
    assert moved.data["customer"] == other.reference
    assert "pay nothing by Direct Debit" in typed(f"mandates {whose.reference} {ON}", by=manager).text
    assert "is cancelled" in typed(f"cancel-mandate {reference} {ON}", *why, by=manager).text
    with pytest.raises(NoSuchMandate):
        typed(f"cancel-mandate ATDD9 {ON}", *why, by=manager)
