"""Bank details: encrypted at rest, found by a keyed digest, useless without the key."""

from pathlib import Path

import pytest

from piperoll.foundations.sealed_details import BadKeyFile, KeyRing, WrongKey, masked

RING = KeyRing(b"e" * 32, b"l" * 32)
DETAILS = "20123412345678"


def test_what_is_sealed_opens_and_tells_nothing_meanwhile() -> None:
    sealed = RING.seal(DETAILS)
    assert DETAILS.encode() not in sealed
    assert RING.open(sealed) == DETAILS
    assert RING.seal(DETAILS) != sealed, "a fresh nonce each time"


def test_the_same_details_have_the_same_key_and_only_with_our_key() -> None:
    assert RING.key_of(DETAILS) == RING.key_of(DETAILS)
    assert RING.key_of(DETAILS) != KeyRing(b"e" * 32, b"m" * 32).key_of(DETAILS)


def test_another_key_or_an_altered_byte_is_noticed() -> None:
    sealed = RING.seal(DETAILS)
    with pytest.raises(WrongKey):
        KeyRing(b"x" * 32, b"l" * 32).open(sealed)
    with pytest.raises(WrongKey):
        RING.open(sealed[:-1] + bytes([sealed[-1] ^ 1]))


def test_a_missing_or_short_key_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadKeyFile, match="Put back the council's own"):
        KeyRing.from_file(tmp_path / "keys.json")
    (tmp_path / "keys.json").write_text('{"encryption": "00", "lookup": "00"}')
    with pytest.raises(BadKeyFile):
        KeyRing.from_file(tmp_path / "keys.json")


def test_a_screen_shows_the_last_four() -> None:
    assert masked(DETAILS) == "••••••••••5678"
