"""Not content: the next stage begins with its own clock and hold, up to the ombudsman."""

from __future__ import annotations

from datetime import date

import pytest

from disputes.complaining import budd, complains, decides, goes_on
from piperoll.disputes.complaint_queries import complaints, story
from piperoll.disputes.escalate_complaint import DecideItFirst, NothingAfter
from recovery.reminding import after, stands
from the_day import MONDAY


def test_stage_by_stage(basil: str) -> None:
    made = complains().complaint
    with pytest.raises(DecideItFirst):
        goes_on(made)
    decides(made)
    second = goes_on(made)
    assert (second.stage, second.decide_by) == ("stage_2", date(2026, 12, 21))
    assert stands(budd(), after(30)).why == "barred"
    decides(made)
    assert goes_on(made, reference="26 001 234").stage == "ombudsman"
    decides(made, "upheld", remedy="We paid £150 and changed how we call back")
    with pytest.raises(NothingAfter):
        goes_on(made)
    (row,) = complaints(state="all", on=MONDAY, most=9)
    assert (row.stage, row.finding, row.named) == ("ombudsman", "upheld", "26 001 234")
    assert len(story(made)) == 6
