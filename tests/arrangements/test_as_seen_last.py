"""The lists of arrangements and promises are sorted, filtered and counted by the day's look; what they show is as it is now."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from arrangements.arranging import AGREED, agrees, comes, friday, watch, weekly
from crediting import somebody
from piperoll.arrangements import promising, standing
from piperoll.arrangements.record_promise import record_promise
from piperoll.arrangements.withdraw_promise import withdraw_promise
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from recovery.reminding import now, owing

LOOKED = friday(2)
NAMES = ("Ann Ash", "Bea Birch", "Cleo Cedar", "Dot Damson", "Eve Elder", "Fay Fir")


@pytest.fixture
def six(morag: Actor, tmp_path: Path) -> list[Customer]:
    """Six who pay over time, some of whom paid; each has promised something too."""
    dice = random.Random(6)
    found = [owing(tmp_path, morag, name, "60.00") for name in NAMES]
    for place, one in enumerate(found):
        promise(one, place)
        agrees(one, weekly())
        if dice.random() < 0.5:
            comes(tmp_path, morag, one, "20.00", friday(1))
    return found


def promise(customer: Customer, place: int) -> int:
    told: dict[str, Any] = {"amount_pence": 10_00, "promised_by": "Themself", "heard": "phone"}
    by_on = AGREED + timedelta(3 + 4 * place)
    made = record_promise(customer=customer.reference, by_on=by_on, **told, **now(somebody("officer"), AGREED))
    return made.promise


def everything(on: Any) -> list[Any]:
    """Both lists by each state, and the counts, however they are found."""
    found: list[Any] = [
        standing.listed(on, state=state, ended=True, most=9) for state in ("", "kept", "late", "courtesy")
    ]
    found += [
        promising.listed(on, state=state, most=4, after=after) for state in ("", "waiting", "kept") for after in (0, 3)
    ]
    return [*found, sorted(standing.counts(on))]


def test_by_the_days_look_as_worked_out_at_once(six: list[Customer], monkeypatch: pytest.MonkeyPatch) -> None:
    watch(LOOKED)
    by_the_look = everything(LOOKED)
    monkeypatch.setattr(standing, "_were_seen", lambda on: False)
    monkeypatch.setattr(promising, "_were_seen", lambda on: False)
    assert by_the_look == everything(LOOKED)
    assert len(by_the_look[0]) == 6


def test_what_came_since_is_shown_as_it_is_and_what_was_made_since_is_there(
    six: list[Customer], morag: Actor, tmp_path: Path
) -> None:
    watch(LOOKED)
    late = next(row for row in standing.listed(LOOKED, most=9) if row.state == "courtesy")
    comes(tmp_path, morag, Customer.objects.get(pk=late.customer_id), "40.00", LOOKED)
    (shown,) = [row for row in standing.listed(LOOKED, state="courtesy", most=9) if row.id == late.id]
    assert shown.state == "kept"
    new = agrees(
        owing(tmp_path, morag, "Guy Gorse", "30.00", on=AGREED), weekly(first_on=friday(9)), on=LOOKED
    ).arrangement
    assert new in [row.id for row in standing.listed(LOOKED, state="kept", most=9)]
    assert sum(row.many for row in standing.counts(LOOKED)) == 7
    waits = promising.listed(LOOKED, state="waiting", most=1)[0]
    withdraw_promise(promise=waits.id, why="Said in error", **now(somebody("officer"), LOOKED))
    assert waits.id not in [row.id for row in promising.listed(LOOKED, state="waiting", most=9)]
