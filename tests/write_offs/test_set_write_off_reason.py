"""What a reason needs is dated data of the council: it begins on a day, and nothing before changes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from crediting import somebody
from piperoll.council.dating import BeginsTooEarly, NoAuthority
from piperoll.customers.models import Customer
from piperoll.foundations.actors import NotPermitted
from piperoll.write_offs.checking import EvidenceMissing, TooYoung, in_use
from piperoll.write_offs.rules import NotAReason
from piperoll.write_offs.set_write_off_reason import NoAge, NoSuchFlag, set_write_off_reason
from refunds.refunding import now
from the_day import MONDAY
from write_offs.losing import LATER, writes_off


def sets(code: str = "court_lost", by: str = "manager", **more: Any) -> None:
    """From Monday on it needs something else."""
    told = {"valid_from": MONDAY + timedelta(1), "authority": "Financial regulations 2027"} | more
    set_write_off_reason(code=code, **told, **now(somebody(by)))


def test_it_needs_something_else_from_its_day_on(basil: Customer) -> None:
    sets(needs="counsel's opinion", least_age_days=365)
    with pytest.raises(EvidenceMissing, match="counsel's opinion"):
        writes_off(basil, reason="court_lost", evidence="")
    with pytest.raises(TooYoung, match="at least 365 days"):
        writes_off(basil, reason="court_lost")
    assert writes_off(basil, reason="court_lost", on=LATER + timedelta(300)).state == "approved"


def test_a_reason_is_given_no_more(basil: Customer) -> None:
    sets("hardship", is_used=False)
    assert "hardship" in in_use(MONDAY)
    assert "hardship" not in in_use(LATER)
    with pytest.raises(NotAReason, match="at this council today"):
        writes_off(basil, reason="hardship")


def test_what_cannot_be_set_is_refused(basil: Customer) -> None:
    for told, refusal in (
        ({"code": "whim"}, NotAReason),
        ({"flag": "sleepy"}, NoSuchFlag),
        ({"least_age_days": -1}, NoAge),
        ({"authority": " "}, NoAuthority),
        ({"valid_from": MONDAY - timedelta(1)}, BeginsTooEarly),
        ({"by": "officer"}, NotPermitted),
    ):
        with pytest.raises(refusal):
            sets(**told)  # type: ignore[arg-type]
