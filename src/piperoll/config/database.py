"""Which database this process uses: `DATABASE_URL` when it is set, else the council's in the embedded PostgreSQL."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from piperoll.config import councils, outside_database


@dataclass(frozen=True)
class DatabaseAddresses:
    """Connection strings of one council's database: as the application's role, and as the owner who migrates it."""

    app_url: str
    owner_url: str

    @classmethod
    def from_environment(cls) -> DatabaseAddresses | None:
        """What the door left in `PIPEROLL_APP_URL` and `PIPEROLL_OWNER_URL`; None when no database was chosen."""
        app_url = os.environ.get("PIPEROLL_APP_URL")
        owner_url = os.environ.get("PIPEROLL_OWNER_URL")
        return cls(app_url, owner_url or app_url) if app_url else None


def choose(council: str) -> DatabaseAddresses:
    """The council's database, started and made if need be, that answers now. Raises a Refused that says what to do."""
    if url := os.environ.get("DATABASE_URL"):
        return DatabaseAddresses(*outside_database.prepare(council, url, os.environ.get("DATABASE_OWNER_URL")))
    if os.environ.get("DATABASE_OWNER_URL"):
        raise outside_database.OnlyTheOwner()
    return DatabaseAddresses(*councils.embedded(council))


def django_databases(addresses: DatabaseAddresses | None) -> dict[str, dict[str, Any]]:
    """Django's DATABASES: `default` is the application's role, `owner` the owner's; with None, neither can connect."""
    app_url, owner_url = (addresses.app_url, addresses.owner_url) if addresses else ("", "")
    return {"default": _alias(app_url), "owner": _alias(owner_url)}


ONLY_WHAT_ASKS = 2**31
"""After so many times psycopg would prepare a statement by itself: Django's own default would prepare none, asked or
not."""


def _alias(url: str) -> dict[str, Any]:
    parts = conninfo_to_dict(url)
    taken = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    own = {name: str(parts.pop(part, "")) for name, part in taken.items()}
    sensible = {
        "application_name": "piperoll",
        "connect_timeout": 10,
        "keepalives_idle": 60,
        "keepalives_interval": 10,
        "keepalives_count": 3,
        "prepare_threshold": ONLY_WHAT_ASKS,
    }
    return {
        "ENGINE": "django.db.backends.postgresql",
        **own,
        "NAME": own["NAME"] or "no database was chosen",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**sensible, **parts},
    }
