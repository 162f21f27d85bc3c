"""What a council may be called, and which one a command acts for."""

from __future__ import annotations

from pathlib import Path

import pytest

from piperoll.config import councils


@pytest.mark.parametrize("name", ["anytown", "east-anytown", "a", "b2", "x" * 30])
def test_good_names(name: str) -> None:
    assert councils.check_name(name) == name


@pytest.mark.parametrize(
    "name",
    ["", "Anytown", "any town", "-a", "a-", "a--b", "2nd", "x" * 31, "a_b", "../a", "a\n", "é", "postgres", "pg-one"],
)
def test_names_that_would_not_do(name: str) -> None:
    with pytest.raises(councils.BadCouncilName, match="letters a-z"):
        councils.check_name(name)


def test_the_council_named_comes_before_the_one_set_and_the_usual_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PIPEROLL_COUNCIL")
    assert councils.chosen(None) == "anytown"
    monkeypatch.setenv("PIPEROLL_COUNCIL", "east-anytown")
    assert councils.chosen(None) == "east-anytown"
    assert councils.chosen("west-anytown") == "west-anytown"


def test_a_council_nobody_added_starts_nothing(own_home: Path) -> None:
    with pytest.raises(councils.NoSuchCouncil, match="there are: none yet"):
        councils.embedded("nowhere")
    assert not (own_home / "postgres").exists()
