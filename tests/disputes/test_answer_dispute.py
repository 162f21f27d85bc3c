"""A service answers for its own, once, and late is said to be late."""

from __future__ import annotations

from datetime import date

import pytest

from crediting import somebody
from disputes.disputing import closes, of_service, opens
from piperoll.disputes.answer_dispute import DisputeAnswered, NotAskedOfYou, answer_dispute
from piperoll.disputes.assign_dispute import assign_dispute
from piperoll.disputes.finding import ClosedBefore, NoSuchDispute
from recovery.reminding import now
from the_day import MONDAY

DUE = date(2026, 12, 7)


def test_its_own_people_answer_once(basil: str) -> None:
    made, trade = opens(basil).dispute, of_service("TRADE")
    with pytest.raises(NoSuchDispute):
        answer_dispute(dispute=made, words="Ours", **now(of_service("ASC"), DUE))
    assert not answer_dispute(dispute=made, words="Two rounds were missed", **now(trade, DUE)).was_late
    with pytest.raises(DisputeAnswered, match="Two rounds") as refusal:
        answer_dispute(dispute=made, words="No", **now(trade, DUE))
    assert refusal.value.exit_code == 0


def test_late_or_no_longer_asked_or_over(basil: str) -> None:
    trade = of_service("TRADE")
    late = opens(basil, amount_pence=10_00).dispute
    assert answer_dispute(dispute=late, words="Yes", **now(trade, date(2026, 12, 8))).was_late
    moved = opens(basil, amount_pence=10_00).dispute
    assign_dispute(dispute=moved, service="ASC", **now(somebody("assistant"), MONDAY))
    with pytest.raises(NotAskedOfYou, match="Adult social care"):
        answer_dispute(dispute=moved, words="Yes", **now(trade, DUE))
    closes(late, "not_upheld")
    with pytest.raises(ClosedBefore):
        answer_dispute(dispute=late, words="Wait", **now(trade, DUE))
