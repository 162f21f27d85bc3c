"""Serve a stand-in for GoCardless on this machine, to try it without debiting anybody. Ctrl+C stops it.

It makes mandates and payments as GoCardless does: keys, limits, errors, events, payouts.
"""

from __future__ import annotations

import argparse
import sys

from piperoll.commands.answers import Answer
from piperoll.gocardless.stub import TOKEN, Stub

NEEDS_DATABASE = False
GROUP = "Trying Piperoll"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--port", type=int, default=6012, metavar="NUMBER", help="where to listen (else 6012)")


def run(options: argparse.Namespace) -> Answer:
    """Serve until stopped."""
    with Stub(options.port) as stub:
        told = f"PIPEROLL_GOCARDLESS_URL={stub.url} PIPEROLL_GOCARDLESS_TOKEN={TOKEN}"
        print(f"Listening. In another terminal:\n  {told} ./piperoll send-to-gocardless", file=sys.stderr, flush=True)
        try:
            stub.serve_forever()
        except KeyboardInterrupt:
            made = sum(len(stub.books.rows[what]) for what in ("mandates", "payments"))
            return Answer({"made": made}, f"Mandates and payments made there: {made:,}.")
    return Answer({}, "")
