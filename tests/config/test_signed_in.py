"""Who is signed in at a terminal: for twelve hours, and only if they really did sign in."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from piperoll.config import signed_in

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
COUNCIL = "anytown"
pytestmark = pytest.mark.usefixtures("own_home")


def test_nobody_is_signed_in_at_first() -> None:
    with pytest.raises(signed_in.NobodySignedIn, match=r"piperoll login"):
        signed_in.who(None, council=COUNCIL, at=NINE)


def test_the_last_to_sign_in_acts_unless_another_is_named() -> None:
    for username in ("ines", "tomasz", "ines", "priya"):
        signed_in.remember(username, council=COUNCIL, at=NINE)
    assert signed_in.who(None, council=COUNCIL, at=NINE) == "priya"
    assert signed_in.who("ines", council=COUNCIL, at=NINE) == "ines"
    with pytest.raises(signed_in.NotSignedIn, match="somebody has not signed in"):
        signed_in.who("somebody", council=COUNCIL, at=NINE)


def test_signing_in_again_makes_one_the_last() -> None:
    for username in ("ines", "tomasz", "ines"):
        signed_in.remember(username, council=COUNCIL, at=NINE)
    assert signed_in.who(None, council=COUNCIL, at=NINE) == "ines"


def test_it_lasts_twelve_hours_and_no_longer() -> None:
    signed_in.remember("ines", council=COUNCIL, at=NINE)
    nearly = NINE + timedelta(hours=12) - timedelta(seconds=1)
    assert signed_in.who("ines", council=COUNCIL, at=nearly) == "ines"
    with pytest.raises(signed_in.NotSignedIn):
        signed_in.who("ines", council=COUNCIL, at=NINE + timedelta(hours=12))


def test_signing_in_to_one_council_is_not_signing_in_to_another() -> None:
    signed_in.remember("ines", council=COUNCIL, at=NINE)
    with pytest.raises(signed_in.NobodySignedIn):
        signed_in.who(None, council="elsewhere", at=NINE)


@pytest.mark.parametrize("forgery", ["later", "another", "nonsense"])
def test_a_forged_note_is_not_believed(own_home: Path, forgery: str) -> None:
    signed_in.remember("ines", council=COUNCIL, at=NINE)
    file = own_home / "councils" / COUNCIL / "signed-in.json"
    notes = json.loads(file.read_text())
    if forgery == "later":
        notes["ines"]["until"] = "2036-01-01T00:00:00+00:00"
    elif forgery == "another":
        notes["admin"] = notes.pop("ines")
    file.write_text("{" if forgery == "nonsense" else json.dumps(notes))
    with pytest.raises(signed_in.NobodySignedIn):
        signed_in.who(None, council=COUNCIL, at=NINE)
