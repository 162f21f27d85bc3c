"""Add a member of staff, with a password for once only.

The first user of a new council is made with --first, by whoever can reach its database; no sign-in is needed.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import UTC, datetime

from piperoll.authority.add_first_administrator import add_first_administrator
from piperoll.authority.add_user import UserAdded, add_user
from piperoll.authority.rules import ROLES
from piperoll.authority.sign_in import actor_for
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.config import signed_in

GROUP = "Councils and people"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("username", help="what they sign in with: small letters, digits and . _ @ -")
    parser.add_argument("--name", required=True, help="their name")
    parser.add_argument("--email", default="", help="their email address")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--role", choices=list(ROLES), help="what they may do")
    which.add_argument("--first", action="store_true", help="the first administrator of a council without users")
    parser.add_argument("--as", dest="actor", metavar="USER", help="who acts (else the last to `piperoll login`)")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Add them. Raises NotTheFirst and whatever add_user refuses."""
    added = _first(options) if options.first else _another(options)
    said = (
        f"{added.name} may sign in as {added.username} ({ROLES[added.role].name}). The password, for once only:\n"
        f"  {added.temporary_password}"
    )
    return Answer(asdict(added), said)


def _first(options: argparse.Namespace) -> UserAdded:
    return add_first_administrator(username=options.username, name=options.name, on=options.on, at=now())


def _another(options: argparse.Namespace) -> UserAdded:
    who = signed_in.who(options.actor, council=options.council, at=datetime.now(UTC))
    return add_user(
        username=options.username, name=options.name, role=options.role, email=options.email,
        on=options.on, at=now(), by=actor_for(who),
    )  # fmt: skip
