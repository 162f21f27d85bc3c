"""Each fund is told once of what was taken for it, in numbered files that are the same for ever."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from fund_words import OTHER_RENT, RENT, rents_taken
from piperoll.foundations.actors import Actor
from piperoll.interfaces import queries
from piperoll.interfaces.finding import NoSuchFundFile, file_numbered
from piperoll.interfaces.write_fund_file import NothingToTell, write_fund_file
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.models import FundPlacement, Receipt
from piperoll.receipting.place_in_fund import place_in_fund
from piperoll.receipting.undo_fund_placement import undo_fund_placement
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.checking_seals import check_chain
from the_day import MONDAY, MORNING, bank, paid, statement

WHEN = {"on": MONDAY, "at": MORNING}


def test_files_tell_of_each_placement_once_and_correct_what_was_undone_after(
    tmp_path: Path, manager: Actor, as_superuser: psycopg.Connection
) -> None:
    rents_taken(manager)
    with pytest.raises(NothingToTell) as nothing:
        write_fund_file(fund="RENTS", by=manager, **WHEN)
    assert nothing.value.exit_code == 0
    bank(tmp_path, manager, statement(paid("10.00", RENT), paid("20.00", OTHER_RENT), paid("5.00", RENT)))
    allocate_receipts(by=manager, **WHEN)
    never_told, told, _ = FundPlacement.objects.order_by("id").values_list("id", flat=True)
    undo_fund_placement(placement=never_told, reason="Not rent", by=manager, **WHEN)
    assert queries.untold()["RENTS"].pence == 25_00
    first = write_fund_file(fund="rents", by=manager, **WHEN)
    assert (first.sequence, first.lines, first.pence, first.already) == (1, 2, 25_00, False)
    again = write_fund_file(fund="RENTS", by=manager, **WHEN)
    assert (again.sequence, again.already) == (1, True)
    content = bytes(file_numbered("RENTS", 1).content)
    receipt = Receipt.objects.get(amount_pence=20_00)
    assert content.decode().splitlines()[2] == f"{OTHER_RENT},20.00,2026-11-23,Bank,{receipt.reference}"
    undo_fund_placement(placement=told, reason="Another's", by=manager, **WHEN)
    place_in_fund(receipt=receipt.pk, fund="RENTS", reference=RENT, by=manager, **WHEN)
    tuesday = MONDAY + timedelta(days=1)
    second = write_fund_file(fund="RENTS", on=tuesday, at=MORNING + timedelta(days=1), by=manager)
    assert (second.sequence, second.lines, second.pence) == (2, 2, 0)
    lines = bytes(file_numbered("RENTS", 2).content).decode().splitlines()
    assert [line.split(",")[:2] for line in lines[2:4]] == [[OTHER_RENT, "-20.00"], [RENT, "20.00"]]
    assert bytes(file_numbered("RENTS", 1).content) == content
    with pytest.raises(NoSuchFundFile):
        file_numbered("RENTS", 3)
    assert check_books().agrees
    assert check_chain().agrees
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute("UPDATE interfaces_fundfile SET sequence = sequence + 5, amount_pence = amount_pence + 1")
    assert [one.name for one in check_books().disagreeing] == ["Files to funds"]
