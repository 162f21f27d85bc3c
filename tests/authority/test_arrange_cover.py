"""Somebody stands in for somebody, between two days."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from asking_about_hats import somebody

from piperoll.authority.arrange_cover import (
    CannotStandIn,
    CoverNeedsReason,
    CoverOutOfOrder,
    NotForOneself,
    NotTheirsToGive,
    arrange_cover,
)
from piperoll.authority.decide_request import covers_of
from piperoll.authority.people import NobodyCalled
from the_day import MONDAY

FRIDAY = MONDAY + timedelta(days=4)
LEAVE = {"user": "manager.one", "deputy": "senior.one", "valid_from": MONDAY, "valid_to": FRIDAY, "reason": "Leave"}


def test_a_cover_holds_on_its_days_and_no_others(now: dict[str, Any]) -> None:
    manager, senior = somebody("manager"), somebody("senior")
    arrange_cover(**LEAVE, **{**now, "by": manager})
    held = [len(covers_of(senior, on=MONDAY + timedelta(days=n))) for n in (-1, 0, 4, 5)]
    assert held == [0, 1, 1, 0]
    assert not covers_of(manager, on=MONDAY)


def test_both_are_people_who_decide_and_the_days_are_in_order(now: dict[str, Any]) -> None:
    mine = {**now, "by": somebody("manager")}
    somebody("senior")
    somebody("assistant")
    for told, refusal in (
        ({"deputy": "nobody"}, NobodyCalled), ({"deputy": "assistant.one"}, CannotStandIn),
        ({"deputy": "manager.one"}, NotForOneself), ({"valid_to": MONDAY - timedelta(days=1)}, CoverOutOfOrder),
        ({"valid_from": MONDAY - timedelta(days=1)}, CoverOutOfOrder), ({"reason": " "}, CoverNeedsReason),
    ):  # fmt: skip
        with pytest.raises(refusal):
            arrange_cover(**{**LEAVE, **told}, **mine)


def test_nobody_gives_themselves_anothers_limits(now: dict[str, Any]) -> None:
    somebody("manager")
    for name in ("senior.one", "senior.two"):
        with pytest.raises(NotTheirsToGive, match=r"Only Manager\.One or an administrator"):
            arrange_cover(**LEAVE, **{**now, "by": somebody("senior", name)})
    assert arrange_cover(**LEAVE, **now).user == "Manager.One", "an administrator may, for whoever fell ill"
