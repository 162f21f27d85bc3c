"""A stage takes other figures from a day on, and what held before stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from piperoll.council.dating import BeginsTooEarly
from piperoll.foundations.actors import Actor
from piperoll.recovery.models import Stage
from piperoll.recovery.set_recovery_stage import (
    NotADayOfTheLadder,
    NotOfTheLadder,
    NoWordsForIt,
    set_recovery_stage,
)
from recovery.reminding import after, now, owing, step

TOLD = {"track": "resident", "stage": "first_notice", "days": 10, "authority": "Policy 2027"}
JANUARY = date(2027, 1, 1)


def test_from_its_day_on_and_not_before(morag: Actor, tmp_path: Path) -> None:
    ada = owing(tmp_path, morag, "Ada Lovegrove", "30.00")
    set_recovery_stage(**TOLD, valid_from=JANUARY, **now(morag, after(0)))
    assert step(ada, after(7)) == "send first_notice"  # 28 December
    set_recovery_stage(**TOLD | {"days": 20}, valid_from=date(2027, 1, 5), **now(morag, after(0)))
    assert step(ada, after(12)) == "send first_notice"
    assert step(ada, after(15)) == "not_yet first_notice"
    with pytest.raises(BeginsTooEarly):
        set_recovery_stage(**TOLD, valid_from=date(2026, 11, 1), **now(morag, after(0)))


def test_a_stage_not_used_is_passed_over(morag: Actor, tmp_path: Path) -> None:
    ada = owing(tmp_path, morag, "Ada Lovegrove", "30.00")
    set_recovery_stage(**TOLD, is_used=False, valid_from=JANUARY, **now(morag, after(0)))
    assert step(ada, after(21)) == "send reminder"


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"track": "chums"}, NotOfTheLadder), ({"stage": "shout"}, NotOfTheLadder), ({"channel": "visit"}, NotOfTheLadder),
        ({"stage": "call", "channel": "letter"}, NoWordsForIt), ({"days": 0}, NotADayOfTheLadder),
        ({"wait_days": 400}, NotADayOfTheLadder), ({"minimum_pence": -1}, NotADayOfTheLadder),
    ],
)  # fmt: skip
def test_what_is_no_stage_is_refused(manager: Actor, wrong: dict[str, object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        set_recovery_stage(**TOLD | wrong, valid_from=JANUARY, **now(manager, after(0)))  # type: ignore[arg-type]
    assert not Stage.objects.exists()
