"""A limit ends after a day, today at the earliest."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from asking_about_hats import limit, register

from piperoll.authority.end_limit import EndedAlready, EndsTooEarly, NoSuchLimit, end_limit
from the_day import MONDAY


def test_a_limit_ends_once_and_never_in_the_past(now: dict[str, Any]) -> None:
    register()
    one = limit(100_00)
    with pytest.raises(EndsTooEarly, match="cannot end before 23 November 2026"):
        end_limit(limit=one.pk, last_day=MONDAY - timedelta(days=1), **now)
    assert end_limit(limit=one.pk, last_day=MONDAY, **now).last_day == MONDAY
    with pytest.raises(EndedAlready):
        end_limit(limit=one.pk, last_day=MONDAY, **now)
    with pytest.raises(NoSuchLimit):
        end_limit(limit=0, last_day=MONDAY, **now)
