"""A service changes its name, or stops sending charges."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from piperoll.council.add_service import NameMissing
from piperoll.council.change_service import change_service
from piperoll.council.models import Service
from piperoll.council.set_dated_figure import NoSuchService
from the_day import ask, bill, charge

STOPPED = {"name": "Trade waste and recycling", "email": "", "is_active": False}


def test_a_stopped_service_has_its_charges_rejected_until_it_starts_again(now: dict[str, Any], tmp_path: Path) -> None:
    change_service(code="trade", **STOPPED, **now)
    assert bill(tmp_path, now["by"], charge("X1", "10")).lines_rejected == 1
    assert ask("SELECT reason FROM runs_runrejection")[0].reason == "is not one of our services"
    change_service(code="TRADE", **{**STOPPED, "is_active": True}, **now)
    assert bill(tmp_path, now["by"], charge("X1", "10"), name="again.csv").lines_billed == 1
    assert Service.objects.get(code="TRADE").name == "Trade waste and recycling"


def test_it_must_be_one_of_ours_and_keep_a_name(now: dict[str, Any]) -> None:
    with pytest.raises(NoSuchService):
        change_service(code="NOPE", **STOPPED, **now)
    with pytest.raises(NameMissing):
        change_service(code="TRADE", **{**STOPPED, "name": " "}, **now)
