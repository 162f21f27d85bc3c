"""Another service, or somebody of it, is asked, and its clock begins anew."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crediting import somebody
from disputes.disputing import of_service, opens
from piperoll.disputes.assign_dispute import NoSuchServiceToAsk, NotOfThatService, assign_dispute
from piperoll.disputes.queries import Wanted, for_you, listed, story
from recovery.reminding import now
from the_day import MONDAY

LATER = MONDAY + timedelta(7)


def test_whoever_is_asked_now_sees_it_and_whoever_was_still_may(basil: str) -> None:
    made, care, trade = opens(basil), of_service("ASC"), of_service("TRADE")
    assert (for_you(care), for_you(trade)) == (0, 1)
    done = assign_dispute(
        dispute=made.dispute,
        service="ASC",
        user=care.username,
        words="Was it yours?",
        **now(somebody("officer"), LATER),
    )
    assert (done.service, done.answer_by) == ("Adult social care", date(2026, 12, 14))
    assert (for_you(care), for_you(trade)) == (1, 0)
    (row,) = listed(Wanted(), trade, on=LATER, most=9)
    assert (row.service_code, row.person, row.asked) == ("ASC", "Asks Asc", "Was it yours?")
    assert [one.what for one in story(made.dispute)] == ["asked", "asked", "raised"]


def test_nobody_else_is_asked(basil: str) -> None:
    made, officer = opens(basil).dispute, now(somebody("officer"), LATER)
    with pytest.raises(NoSuchServiceToAsk):
        assign_dispute(dispute=made, service="MOON", **officer)
    with pytest.raises(NotOfThatService):
        assign_dispute(dispute=made, service="ASC", user=of_service("TRADE").username, **officer)
