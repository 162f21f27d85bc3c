"""A pair nobody can answer yet comes back on its day."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from piperoll.customers.models import Customer, PairAnswer
from piperoll.customers.put_off_pair import AskAgainLater, put_off_pair
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING, bill, charge


@pytest.mark.parametrize(("days", "fits"), [(-1, False), (0, False), (1, True), (366, True), (367, False)])
def test_it_is_asked_again_after_today_and_within_a_year(manager: Actor, tmp_path: Path, days: int, fits: bool) -> None:
    bill(tmp_path, manager, charge("A1", "60.00", name="Ada Ray"), charge("B1", "25.00", name="A Ray"))
    one, other = Customer.objects.values_list("pk", flat=True)
    again = MONDAY + timedelta(days=days)
    if fits:
        put_off_pair(one=one, other=other, ask_again_on=again, on=MONDAY, at=MORNING, by=manager)
        assert PairAnswer.objects.get().ask_again_on == again
    else:
        with pytest.raises(AskAgainLater):
            put_off_pair(one=one, other=other, ask_again_on=again, on=MONDAY, at=MORNING, by=manager)
