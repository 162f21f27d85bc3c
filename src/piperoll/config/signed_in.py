"""Who is signed in at this terminal: `piperoll login` notes it for half a day, commands read it.

The note is stamped with the council's lookup key, so nobody can write themselves one without holding that key.
"""

from __future__ import annotations

import hmac
import json
from datetime import datetime, timedelta
from pathlib import Path

from piperoll.config import home, keys
from piperoll.foundations.refusals import Refused

HOURS = 12


class NobodySignedIn(Refused):
    """Nobody is signed in to {council} here. Type  ./piperoll login USERNAME  first.

    (A council without users gets its first with  ./piperoll add-user USERNAME --name NAME --first  .)
    """


class NotSignedIn(Refused):
    """{username} has not signed in to {council} here in the last 12 hours. Type  ./piperoll login {username}  first."""


def remember(username: str, *, council: str, at: datetime) -> None:
    """Note that this person signed in at this moment; the last one noted is who acts when no `--as` is given."""
    people = {name: note for name, note in _notes(council).items() if name != username}
    until = (at + timedelta(hours=HOURS)).isoformat()
    people[username] = {"until": until, "stamp": _stamp(username, until, council)}
    home.write_private(_file(council), json.dumps(people, indent=1))


def who(username: str | None, *, council: str, at: datetime) -> str:
    """The signed-in person's username: the one named, else the last to sign in. Raises NobodySignedIn, NotSignedIn."""
    people = [name for name, note in _notes(council).items() if _holds(name, note, council, at)]
    if username is None and not people:
        raise NobodySignedIn(council=council)
    if username is not None and username not in people:
        raise NotSignedIn(username=username, council=council)
    return username or people[-1]


def _holds(username: str, note: dict[str, str], council: str, at: datetime) -> bool:
    genuine = hmac.compare_digest(note["stamp"], _stamp(username, note["until"], council))
    return genuine and datetime.fromisoformat(note["until"]) > at


def _stamp(username: str, until: str, council: str) -> str:
    return keys.read(keys.key_file(council)).derive(f"signed in: {username} until {until}")


def _notes(council: str) -> dict[str, dict[str, str]]:
    try:
        notes = json.loads(_file(council).read_text())
        return {name: {"until": note["until"], "stamp": note["stamp"]} for name, note in notes.items()}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _file(council: str) -> Path:
    return home.private_folder(f"councils/{council}") / "signed-in.json"
