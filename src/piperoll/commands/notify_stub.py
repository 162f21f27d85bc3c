"""Serve a stand-in for GOV.UK Notify on this machine, to try it without sending anything. Ctrl+C stops it.

It takes letters, emails and texts as Notify does: keys, limits, errors, statuses, zones. Given  --call-back URL  it
tells there what became of each, with the key in PIPEROLL_CALLBACK_KEY (one of yours: ./piperoll make-api-key).
"""

from __future__ import annotations

import argparse
import os
import sys

from piperoll.commands.answers import Answer
from piperoll.dispatch.notify_stub import KEY, Books, CallBack, Stub

NEEDS_DATABASE = False
GROUP = "Trying Piperoll"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--port", type=int, default=6011, metavar="NUMBER", help="where to listen (else 6011)")
    parser.add_argument("--a-minute", type=int, default=3000, metavar="N", help="how many it takes a minute")
    parser.add_argument("--call-back", metavar="URL", help="like http://127.0.0.1:8000/api/notify/delivery")


def run(options: argparse.Namespace) -> Answer:
    """Serve until stopped."""
    token = os.environ.get("PIPEROLL_CALLBACK_KEY", "")
    calls_back = CallBack(options.call_back, token) if options.call_back else None
    with Stub(options.port, Books(a_minute=options.a_minute, calls_back=calls_back)) as stub:
        told = f"PIPEROLL_POST=notify PIPEROLL_NOTIFY_URL={stub.url} PIPEROLL_NOTIFY_KEY={KEY}"
        print(f"Listening. In another terminal:\n  {told} ./piperoll dispatch-letters", file=sys.stderr, flush=True)
        try:
            stub.serve_forever()
        except KeyboardInterrupt:
            return Answer({"given": len(stub.books.given)}, f"It was given {len(stub.books.given):,}.")
    return Answer({}, "")
