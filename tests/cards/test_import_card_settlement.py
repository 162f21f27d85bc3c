"""A day settled from GOV.UK Pay's own export: proved like one that its API tells, or not at all."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from by_card import ask, billed, pay, start, the_books_agree, there

from piperoll.cards.ask_card_disputes import ask_card_disputes
from piperoll.cards.import_card_settlement import (
    CardSettlementImported,
    DayIsNotOver,
    DaySettledAlready,
    DoesNotAddUp,
    NotAnExport,
    import_card_settlement,
)
from piperoll.cards.models import CardSettlement
from piperoll.cards.stub import Stub
from piperoll.foundations.actors import Actor
from piperoll.takings import queries
from the_day import MONDAY, MORNING

TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
HEAD = "Reference,Amount,State,GOV.UK Payment ID,Total Amount,Fee\n"


def settled(folder: Path, by: Actor, *lines: str, day: int = 0) -> CardSettlementImported:
    file = folder / "transactions.csv"
    file.write_text(HEAD + "".join(f"{line}\n" for line in lines))
    return import_card_settlement(
        file=file, settled_on=MONDAY + timedelta(days=day), on=WEDNESDAY, at=MORNING + timedelta(days=2), by=by
    )


def test_a_day_from_its_export_is_proved_and_expected_of_the_bank(stub: Stub, manager: Actor, tmp_path: Path) -> None:
    first, second = billed(tmp_path, manager, "50.00", "120.00")
    one, other = start(manager, {first: 50_00}), start(manager, {second: 120_00})
    pay(stub, one)
    pay(stub, other)
    ask(manager)
    bill = f"{one.reference},50.00,Success,{there(one)},50.00,0.25"
    for wrong, fault in (
        ((bill.replace("50.00,Success", "51.00,Success"),), DoesNotAddUp), (("R,9.00,Success,nobody,9.00,",), DoesNotAddUp),
        ((bill, f"{one.reference},-5.00,Refund success,{there(one)},-5.00,"), DoesNotAddUp),
        (("R,9.00,Declined,nobody,0.00,",), NotAnExport), (("R,much,Success,nobody,9.00,",), NotAnExport),
    ):  # fmt: skip
        with pytest.raises(fault):
            settled(tmp_path, manager, *wrong)
    with pytest.raises(DayIsNotOver):
        settled(tmp_path, manager, bill, day=2)
    assert not CardSettlement.objects.exists()
    done = settled(tmp_path, manager, bill, "R,9.00,Declined,nobody,0.00,")
    assert (done.payments, done.gross_pence, done.fees_pence, done.net_pence, done.passed_over) == (
        1,
        50_00,
        25,
        49_75,
        1,
    )
    with pytest.raises(DaySettledAlready):
        settled(tmp_path, manager, bill)
    stub.books.decide(stub.books.dispute(there(one))["dispute_id"], "lost")
    ask_card_disputes(on=TUESDAY, at=MORNING + timedelta(days=1), by=manager)
    lines = (
        f"{other.reference},120.00,Success,{there(other)},120.00,0.25",
        f"{one.reference},-50.00,Dispute lost to customer,{there(one)},-50.00,15.00",
    )
    done = settled(tmp_path, manager, *lines, day=1)
    assert (done.disputes_pence, done.fees_pence, done.net_pence) == (50_00, 15_25, 54_75)
    assert {row.code: row.pence for row in queries.holding()}["CARD"] == 104_50
    the_books_agree()
