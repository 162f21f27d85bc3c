"""Serve a stand-in for GOV.UK Pay on this machine, to try card payments without a card. Ctrl+C stops it.

It makes payments as GOV.UK Pay does: keys, states, limits, errors, searches; its page takes any card but one that
ends in 0002.
"""

from __future__ import annotations

import argparse
import sys

from piperoll.cards.stub import SECRET, TOKEN, Stub
from piperoll.commands.answers import Answer

NEEDS_DATABASE = False
GROUP = "Trying Piperoll"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--port", type=int, default=6013, metavar="NUMBER", help="where to listen (else 6013)")


def run(options: argparse.Namespace) -> Answer:
    """Serve until stopped."""
    with Stub(options.port) as stub:
        told = f"PIPEROLL_GOVUK_PAY_URL={stub.url} PIPEROLL_GOVUK_PAY_PAGES={stub.url} PIPEROLL_GOVUK_PAY_TOKEN={TOKEN}"
        told += f" PIPEROLL_GOVUK_PAY_WEBHOOK_SECRET={SECRET}"
        print(f"Listening. In another terminal:\n  {told} ./piperoll serve", file=sys.stderr, flush=True)
        try:
            stub.serve_forever()
        except KeyboardInterrupt:
            made = len(stub.books.payments)
            return Answer({"made": made}, f"Payments made there: {made:,}.")
    return Answer({}, "")
