"""Serve the web application.

It answers this machine alone unless --host says otherwise; then name the host people type in PIPEROLL_HOSTS too.
"""

from __future__ import annotations

import argparse

from piperoll.commands.answers import Answer
from piperoll.config import migrating, web_server
from piperoll.foundations.refusals import Refused

GROUP = "Running Piperoll"


class NotMigrated(Refused):
    """The database of {council} is {count} migrations behind. Type  ./piperoll migrate --council {council}  first."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, metavar="NUMBER", help="usually 8000")
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="usually 127.0.0.1: this machine alone")


def run(options: argparse.Namespace) -> Answer:
    """Answers when it is stopped. Raises NotMigrated, PortTaken, CannotListen."""
    doorway = web_server.hold(options.host, options.port)
    if waiting := migrating.pending():
        raise NotMigrated(council=options.council, count=len(waiting))
    print(f"Piperoll serves {options.council} at {doorway.url} (Ctrl+C stops it).", flush=True)
    doorway.serve()
    return Answer({"served": doorway.url}, "Piperoll has stopped serving.")
