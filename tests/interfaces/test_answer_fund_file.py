"""The other side's word on a file: agreed, or a difference that is chased until an answer agrees."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from fund_words import RENT, rents_taken
from piperoll.foundations.actors import Actor
from piperoll.interfaces import queries
from piperoll.interfaces.answer_fund_file import DifferenceUnexplained, answer_fund_file
from piperoll.interfaces.write_fund_file import write_fund_file
from piperoll.receipting.allocate_receipts import allocate_receipts
from the_day import MONDAY, MORNING, bank, paid, statement

WHEN = {"on": MONDAY, "at": MORNING}


def test_a_file_is_chased_until_its_answer_agrees(tmp_path: Path, manager: Actor) -> None:
    rents_taken(manager)
    bank(tmp_path, manager, statement(paid("10.00", RENT), paid("5.00", RENT)))
    allocate_receipts(by=manager, **WHEN)
    write_fund_file(fund="RENTS", by=manager, **WHEN)
    assert queries.chased(MONDAY + timedelta(days=1)) == []
    assert [row.sequence for row in queries.chased(MONDAY + timedelta(days=2))] == [1]
    given = {"fund": "RENTS", "sequence": 1, "by": manager} | WHEN
    with pytest.raises(DifferenceUnexplained):
        answer_fund_file(lines=1, pence=10_00, **given)  # type: ignore[arg-type]
    done = answer_fund_file(lines=1, pence=10_00, note="One account is closed", **given)  # type: ignore[arg-type]
    assert (done.agrees, done.difference_pence) == (False, -5_00)
    assert [row.note for row in queries.chased(MONDAY)] == ["One account is closed"]
    assert answer_fund_file(lines=2, pence=15_00, **given).agrees  # type: ignore[arg-type]
    assert queries.chased(MONDAY + timedelta(days=9)) == []
