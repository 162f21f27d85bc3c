"""Sign in at this terminal, so that commands know who acts.

It lasts 12 hours. Several people may be signed in: commands act as the last, or as --as USER says.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from datetime import UTC, datetime

from piperoll.authority.sign_in import authenticate
from piperoll.commands.answers import Answer
from piperoll.config import signed_in
from piperoll.foundations.refusals import Refused

GROUP = "Councils and people"


class NoTerminal(Refused):
    """There is no terminal to ask for the password at: add --password-stdin and send it on standard input."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("user", help="your username")
    parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")


def run(options: argparse.Namespace) -> Answer:
    """Raises CannotSignIn, NoTerminal."""
    actor = authenticate(options.user, _password(options))
    signed_in.remember(actor.username, council=options.council, at=datetime.now(UTC))
    data = {"username": actor.username, "name": actor.name, "role": actor.role, "council": options.council}
    return Answer(data, f"{actor.name} ({actor.role}) is signed in to {options.council} for {signed_in.HOURS} hours.")


def _password(options: argparse.Namespace) -> str:
    if options.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise NoTerminal()
    return getpass.getpass(f"Password of {options.user}: ")
