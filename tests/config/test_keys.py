"""A council's keys: made once, private, and never quietly replaced."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands.terminal import typed
from piperoll.config import keys
from piperoll.config.keys import KeysCannotStand, KeysStand
from piperoll.foundations.sealed_details import BadKeyFile, KeyRing


def test_a_council_keeps_the_keys_it_was_given(own_home: Path) -> None:
    file = keys.key_file("anytown")
    made = keys.read(file)
    assert keys.read(keys.key_file("anytown")) == made
    assert keys.read(keys.key_file("elsewhere")) != made
    assert {len(made.encryption), len(made.lookup)} == {32}
    assert made.encryption != made.lookup
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_key_file_named_from_outside_is_used_and_never_made(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIPEROLL_KEY_FILE", str(own_home / "vault.json"))
    assert keys.key_file("anytown") == own_home / "vault.json"
    with pytest.raises(BadKeyFile, match="No such file"):
        keys.read(keys.key_file("anytown"))


def test_keys_are_made_where_they_are_wanted_and_never_over_others(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    said = typed("make-keys", file).text
    assert f"The keys are in {file}" in said
    assert file.stat().st_mode & 0o777 == 0o600
    first = keys.read(file)
    with pytest.raises(KeysStand, match="never made anew"):
        typed("make-keys", file)
    assert keys.read(file) == first
    with pytest.raises(KeysCannotStand, match="no such file or directory"):
        typed("make-keys", tmp_path / "nowhere" / "keys.json")


@pytest.mark.parametrize(
    "held",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"encryption": "zz", "lookup": "00"}',
        json.dumps({"encryption": "00", "lookup": "00" * 32}),
    ],
)
def test_a_spoilt_key_file_is_refused_in_a_sentence(tmp_path: Path, held: str) -> None:
    file = tmp_path / "keys.json"
    file.write_text(held)
    with pytest.raises(BadKeyFile, match="64 hexadecimal digits"):
        keys.read(file)


def test_each_purpose_has_a_secret_of_its_own() -> None:
    one = KeyRing(b"e" * 32, b"l" * 32)
    assert one.derive("sessions") != one.derive("sign-in")
    assert one.derive("sessions") == KeyRing(b"x" * 32, b"l" * 32).derive("sessions")
    assert one.derive("sessions") != KeyRing(b"e" * 32, b"m" * 32).derive("sessions")
