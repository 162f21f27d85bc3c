"""Finding PostgreSQL's own programs, of the right major, where the server's user can run them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from piperoll.config import postgres_programs

US = os.geteuid()


def programs(folder: Path, major: int) -> Path:
    """A stand-in for PostgreSQL's programs, which tells its version as they do."""
    folder.mkdir(parents=True)
    (folder / "postgres").write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {major}.4 (Debian)'\n")
    (folder / "postgres").chmod(0o755)
    return folder


@pytest.fixture
def three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    found = [programs(tmp_path / str(major) / "pginstall" / "bin", major) for major in (18, 17, 14)]
    monkeypatch.setattr(postgres_programs, "_candidates", lambda: found)
    return found


def test_new_data_takes_the_first_that_is_fit(three: list[Path], tmp_path: Path) -> None:
    assert postgres_programs.find(None, uid=US, spare=tmp_path) == three[0]


def test_data_is_opened_by_its_own_major_alone(three: list[Path], tmp_path: Path) -> None:
    assert postgres_programs.find(17, uid=US, spare=tmp_path) == three[1]
    with pytest.raises(postgres_programs.NoPostgres, match="No PostgreSQL 16 is at hand"):
        postgres_programs.find(16, uid=US, spare=tmp_path)


def test_too_old_is_as_good_as_none(three: list[Path], tmp_path: Path) -> None:
    del three[:2]
    with pytest.raises(postgres_programs.NoPostgres, match="15 or newer"):
        postgres_programs.find(None, uid=US, spare=tmp_path)


def test_programs_out_of_reach_are_copied_beside_the_data(three: list[Path], tmp_path: Path) -> None:
    (tmp_path / "18").chmod(0o700)
    spare = tmp_path / "spare"
    copied = postgres_programs.find(18, uid=US + 4242, spare=spare)
    assert copied.is_relative_to(spare)
    assert postgres_programs.major(copied) == 18
    three.clear()
    assert postgres_programs.find(18, uid=US + 4242, spare=spare) == copied


def test_what_does_not_run_has_no_version(tmp_path: Path) -> None:
    assert postgres_programs.major(tmp_path) == 0


def test_reach_needs_every_folder_above(tmp_path: Path) -> None:
    inside = tmp_path / "shut" / "open" / "file"
    inside.parent.mkdir(parents=True)
    (tmp_path / "shut").chmod(0o700)
    assert postgres_programs.can_reach(inside, US)
    assert not postgres_programs.can_reach(inside, US + 4242)
