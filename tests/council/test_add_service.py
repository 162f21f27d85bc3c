"""Another department may send us charges."""

from __future__ import annotations

from typing import Any

import pytest

from piperoll.council.add_service import BadCode, CodeTaken, NameMissing, add_service
from piperoll.council.models import Service


def test_a_service_is_added_under_a_code_in_capitals(now: dict[str, Any]) -> None:
    assert add_service(code=" parks ", name="Parks  and pitches", **now).code == "PARKS"
    assert Service.objects.get(code="PARKS").name == "Parks and pitches"


def test_a_code_is_given_once(now: dict[str, Any]) -> None:
    with pytest.raises(CodeTaken, match="TRADE is taken by Trade waste"):
        add_service(code="trade", name="Another", **now)


@pytest.mark.parametrize("code", ["", "-A", "A B", "THIRTEENCHARS", "É", "A\x00"])
def test_a_code_is_plain(now: dict[str, Any], code: str) -> None:
    with pytest.raises(BadCode):
        add_service(code=code, name="Parks", **now)


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_service_has_a_name(now: dict[str, Any], name: str) -> None:
    with pytest.raises(NameMissing):
        add_service(code="PARKS", name=name, **now)
