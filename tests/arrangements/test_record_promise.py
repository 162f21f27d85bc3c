"""A promise to pay: the ladder waits for its day and a few more; kept, part or broken is read from the money."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from arrangements.arranging import AGREED, comes
from crediting import somebody
from piperoll.arrangements.promising import listed
from piperoll.arrangements.record_promise import (
    OnePromiseAtATime,
    PromiseOutOfReach,
    PromiseRecorded,
    PromiseTooMuch,
    record_promise,
)
from piperoll.arrangements.rules import NoWayToPay
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor, NotPermitted
from recovery.reminding import now
from recovery.reminding import stands as on_the_ladder

BY = AGREED + timedelta(7)
LAST = BY + timedelta(3)


def promises(customer: Customer, by: str = "officer", **more: Any) -> PromiseRecorded:
    """£50 by next Monday."""
    told = {"amount_pence": 50_00, "by_on": BY, "promised_by": "Herself", "heard": "phone"} | more
    return record_promise(customer=customer.reference, **told, **now(somebody(by), AGREED))


def state(customer: Customer, days: int) -> str:
    """Where their promise stands so many days after its day."""
    return str(listed(BY + timedelta(days), account=customer.pk, most=1)[0].state)


def test_the_ladder_waits_until_its_day_and_three_more(ada: Customer) -> None:
    made = promises(ada)
    assert made.until == LAST
    row = on_the_ladder(ada, LAST)
    assert (row.why, row.reason) == (
        "promised", "£50.00 was promised by 11 January 2027: the ladder waits until 14 January 2027.",
    )  # fmt: skip
    assert on_the_ladder(ada, LAST + timedelta(1)).why == "send"
    assert (state(ada, 3), state(ada, 4)) == ("waiting", "broken")


@pytest.mark.parametrize(
    ("pounds", "days", "found"), [("50.00", 3, "kept"), ("20.00", 0, "part"), ("50.00", 4, "broken")]
)
def test_it_is_judged_by_the_money_that_came_in_its_days(
    ada: Customer, morag: Actor, tmp_path: Path, pounds: str, days: int, found: str
) -> None:
    promises(ada)
    comes(tmp_path, morag, ada, pounds, BY + timedelta(days))
    assert state(ada, 5) == found


def test_one_waits_at_a_time_and_it_must_be_fit(ada: Customer) -> None:
    promises(ada)
    with pytest.raises(OnePromiseAtATime):
        promises(ada)
    for told, refusal in (
        ({"by_on": AGREED - timedelta(1)}, PromiseOutOfReach),
        ({"by_on": AGREED + timedelta(29)}, PromiseOutOfReach),
        ({"amount_pence": 90_01}, PromiseTooMuch),
        ({"heard": "dream"}, NoWayToPay),
        ({"by": "assistant"}, NotPermitted),
    ):
        with pytest.raises(refusal):
            promises(ada, **told)  # type: ignore[arg-type]
