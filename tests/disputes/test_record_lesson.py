"""What a complaint taught is kept with whose it is and by when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crediting import somebody
from disputes.complaining import complains
from piperoll.disputes.assign_dispute import NoSuchServiceToAsk
from piperoll.disputes.complaint_queries import as_csv, lessons
from piperoll.disputes.record_lesson import DueBefore, record_lesson
from recovery.reminding import now
from the_day import MONDAY


def test_it_is_in_the_improvement_log(basil: str) -> None:
    told = {
        "complaint": complains().complaint,
        "words": "Call back within two days",
        **now(somebody("officer"), MONDAY),
    }
    with pytest.raises(NoSuchServiceToAsk):
        record_lesson(service="MOON", due_on=MONDAY, **told)
    with pytest.raises(DueBefore):
        record_lesson(service="TRADE", due_on=MONDAY - timedelta(1), **told)
    made = record_lesson(service="TRADE", due_on=date(2027, 1, 31), **told)
    assert [(row.id, row.service, row.done) for row in lessons(most=9)] == [(made.lesson, "Trade waste", None)]
    assert "Call back within two days,2027-01-31" in "".join(as_csv())
