"""Back early: the cover holds no longer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from asking_about_hats import somebody

from piperoll.authority.arrange_cover import arrange_cover
from piperoll.authority.decide_request import covers_of
from piperoll.authority.end_cover import CoverIsOver, NoSuchCover, end_cover
from the_day import MONDAY


@pytest.mark.parametrize("begins", [0, 3])
def test_a_cover_ends_the_day_before_begun_or_not(now: dict[str, Any], begins: int) -> None:
    mine, senior = {**now, "by": somebody("manager")}, somebody("senior")
    first = MONDAY + timedelta(days=begins)
    made = arrange_cover(
        user="manager.one", deputy="senior.one", valid_from=first, valid_to=first + timedelta(days=7), reason="Leave",
        **mine,
    )  # fmt: skip
    assert end_cover(cover=made.cover, **mine).deputy == "Senior.One"
    assert not covers_of(senior, on=first)
    if not begins:
        with pytest.raises(CoverIsOver):
            end_cover(cover=made.cover, **mine)


def test_it_must_be_a_cover(now: dict[str, Any]) -> None:
    with pytest.raises(NoSuchCover):
        end_cover(cover=1, **{**now, "by": somebody("manager")})
