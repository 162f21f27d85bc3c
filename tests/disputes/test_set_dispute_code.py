"""What a dispute may be about is the council's own dated list."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from crediting import somebody
from disputes.disputing import opens
from piperoll.disputes.assign_dispute import NoSuchServiceToAsk
from piperoll.disputes.finding import NoSuchCode
from piperoll.disputes.set_dispute_code import NotACode, NotThatManyDays, set_dispute_code
from recovery.reminding import now
from the_day import MONDAY

NEXT = MONDAY + timedelta(7)


def begins(code: str = "bin_lost", **more: Any) -> None:
    """A manager says what a code means from next Monday."""
    told = {
        "name": "The bin was lost",
        "answer_days": 3,
        "service": "",
        "valid_from": NEXT,
        "authority": "Team meeting",
    } | more
    set_dispute_code(code=code, **told, **now(somebody("manager"), MONDAY))


def test_a_new_code_asks_its_own_service_from_its_day_on(basil: str) -> None:
    begins(service="ASC")
    with pytest.raises(NoSuchCode):
        opens(basil, code="bin_lost")
    done = opens(basil, code="bin_lost", on=NEXT)
    assert (done.service, done.answer_by) == ("Adult social care", date(2026, 12, 3))
    begins(code="price", name="Wrong price", is_used=False)
    with pytest.raises(NoSuchCode):
        opens(basil, code="price", on=NEXT)


def test_what_is_no_code(morag: object) -> None:
    for more, refusal in (
        ({"code": "Lost Bin"}, NotACode), ({"answer_days": 0}, NotThatManyDays), ({"service": "MOON"}, NoSuchServiceToAsk)
    ):  # fmt: skip
        with pytest.raises(refusal):
            begins(**more)
