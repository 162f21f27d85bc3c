"""Bank accounts day by day: to nought against the bank, what has not come, whose it is, and as it stood before."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from crediting import somebody
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.import_statement import import_statement
from piperoll.receipting.models import Expected
from piperoll.reconciliation import bank_days
from piperoll.reconciliation.follow_up_outstanding import (
    NobodyToFollowUp,
    NotOutstanding,
    follow_up_outstanding,
)
from piperoll.safeguards.words import WordsMissing
from reconciliation.at_month_end import a_november
from the_day import MONDAY, MORNING, paid, statement

SHOWN_ON, LATER = MONDAY + timedelta(days=2), MONDAY + timedelta(days=9)


@pytest.fixture
def november(manager: Actor, tmp_path: Path) -> Actor:
    """A cheque of thirty pounds paid in that the bank has not shown, and seven pounds nobody knows."""
    a_november(tmp_path, manager)
    return manager


def main(on: date) -> Any:
    (row,) = bank_days.positions(on, code="MAIN")
    return row


def follow(item: int, by: Actor, **more: Any) -> Any:
    told = {"to": "", "words": "Rang the branch", "on": MONDAY, "at": MORNING} | more
    return follow_up_outstanding(item=item, by=by, **told)


def test_the_ledger_is_the_bank_and_what_has_not_come_is_told(november: Actor) -> None:
    row = main(MONDAY)
    assert (row.bank_pence, row.ledger_pence, row.closed_on) == (1132_00, 1132_00, MONDAY)
    assert (row.outstanding, row.outstanding_pence, row.late) == (1, 30_00, 0)
    assert (row.unexplained, row.unexplained_pence) == (1, 7_00)
    assert [(one.ledger_pence, one.outstanding_pence) for one in bank_days.on_its_way(MONDAY)] == [(30_00, 30_00)]
    assert main(LATER).late == 1
    before = main(MONDAY - timedelta(days=1))
    assert (before.closed_on, before.outstanding, before.unexplained) == (None, 0, 0)
    assert before.bank_pence == before.ledger_pence == 0


def test_once_the_bank_shows_it_nothing_is_outstanding_but_as_at_then_it_was(november: Actor, tmp_path: Path) -> None:
    shown = statement(paid("30.00", "500481", on=SHOWN_ON), opening="1132.00", on=SHOWN_ON)
    (file := tmp_path / "later.xml").write_bytes(shown)
    now = {"on": SHOWN_ON, "at": MORNING + (SHOWN_ON - MONDAY), "by": november}
    import_statement(file=file, bank_account=None, **now)
    assert allocate_receipts(**now).expected == 1
    assert (main(SHOWN_ON).outstanding, main(SHOWN_ON).ledger_pence) == (0, main(SHOWN_ON).bank_pence)
    assert main(SHOWN_ON - timedelta(days=1)).outstanding_pence == 30_00
    assert bank_days.on_its_way(SHOWN_ON) == []


def test_somebody_has_it_and_says_what_they_found(november: Actor) -> None:
    item, officer = Expected.objects.get().pk, somebody("officer")
    assert bank_days.outstanding(MONDAY)[0].owner is None
    follow(item, officer, to=officer.username)
    follow(item, officer, to=officer.username, words="The bank has it under another slip")
    (row,) = bank_days.outstanding(MONDAY, code="MAIN")
    assert (row.id, row.words) == (item, "The bank has it under another slip")
    assert [one.words for one in bank_days.story(item)] == ["The bank has it under another slip", "Rang the branch"]
    follow(item, officer)
    assert bank_days.outstanding(MONDAY)[0].owner is None


def test_what_cannot_be_is_refused_and_nothing_kept(november: Actor) -> None:
    item, officer = Expected.objects.get().pk, somebody("officer")
    with pytest.raises(NotOutstanding):
        follow(item + 1, officer)
    with pytest.raises(NobodyToFollowUp, match="somebody of the income team"):
        follow(item, officer, to=somebody("auditor").username)
    with pytest.raises(WordsMissing):
        follow(item, officer, words=" ")
    with pytest.raises(NotPermitted):
        follow(item, somebody("assistant"))
    assert bank_days.story(item) == []
