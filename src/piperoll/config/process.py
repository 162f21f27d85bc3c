"""Turns this process into one that serves one council: chooses its database and keys, and starts Django."""

from __future__ import annotations

import gc
import os

import django

from piperoll.config import councils, database, home, keys


def become(council: str, *, with_database: bool = True) -> None:
    """Put the council's name, keys and addresses where the settings read them, and set Django up.

    Without a database (to read a command's help) there are no keys either. Raises a Refused from whichever is amiss.
    """
    given = {"DJANGO_SETTINGS_MODULE": "piperoll.config.settings", "PIPEROLL_COUNCIL": council}
    if with_database:
        addresses = database.choose(council)
        file = keys.key_file(council)
        given |= {
            "PIPEROLL_POST_ROOM": os.environ.get("PIPEROLL_POST_ROOM")
            or str(home.private_folder(f"councils/{council}/post")),
            "PIPEROLL_APP_URL": addresses.app_url,
            "PIPEROLL_OWNER_URL": addresses.owner_url,
            "PIPEROLL_KEY_FILE": str(file),
            "PIPEROLL_SECRET_KEY": keys.read(file).derive("django secret key"),
        }
    os.environ |= given
    django.setup()
    _collect_seldom()


def _collect_seldom() -> None:
    """Look for garbage in cycles seldom, and never among what was loaded to begin with.

    A run reads rows by the hundred thousand, which Python would search again and again for cycles that are not there:
    a fifth of the time it takes to read a statement. What is in no cycle goes at once all the same.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def serve_council(named: str | None, *, with_database: bool = True) -> str:
    """Become the named council (or the usual one); its name."""
    council = councils.chosen(named)
    become(council, with_database=with_database)
    return council
