"""A whole matrix from one file, or nothing of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from asking_about_hats import register

from piperoll.authority.acts import NoSuchAct
from piperoll.authority.models import Limit
from piperoll.authority.take_in_limits import LimitsStand, NotAFileOfLimits, take_in_limits

ROW = {
    "act": "buy_hat",
    "up_to_pence": 5000,
    "alone": ["officer"],
    "approvers": ["manager"],
    "valid_from": "2026-04-01",
}
ROW |= {"authority": "Hat policy"}


def written(folder: Path, *rows: dict[str, Any]) -> Path:
    file = folder / "limits.json"
    file.write_text(json.dumps({"limits": rows}))
    return file


def test_all_of_a_file_and_then_never_another(now: dict[str, Any], tmp_path: Path) -> None:
    register()
    assert take_in_limits(file=written(tmp_path, ROW, {**ROW, "up_to_pence": None}), **now).limits == 2
    with pytest.raises(LimitsStand):
        take_in_limits(file=written(tmp_path, ROW), **now)


@pytest.mark.parametrize(
    ("row", "refusal"),
    [({"act": "fly"}, NoSuchAct), ({"valid_from": "soon"}, NotAFileOfLimits), ({"approvers": None}, NotAFileOfLimits)],
)
def test_or_nothing_of_it(now: dict[str, Any], tmp_path: Path, row: dict[str, Any], refusal: type[Exception]) -> None:
    register()
    with pytest.raises(refusal):
        take_in_limits(file=written(tmp_path, ROW, {**ROW, **row}), **now)
    assert not Limit.objects.exists()


@pytest.mark.parametrize("text", ["", "[]", '{"limits": [{}]}', '{"limits": 7}'])
def test_a_file_of_something_else_is_refused_in_a_sentence(now: dict[str, Any], tmp_path: Path, text: str) -> None:
    file = tmp_path / "limits.json"
    file.write_text(text)
    with pytest.raises(NotAFileOfLimits, match=r"limits\.json is not a file of limits"):
        take_in_limits(file=file, **now)
    with pytest.raises(NotAFileOfLimits):
        take_in_limits(file=tmp_path / "none.json", **now)
