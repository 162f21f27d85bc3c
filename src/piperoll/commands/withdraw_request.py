"""Take back a request of yours that nobody has decided yet."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.authority.withdraw_request import withdraw_request
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now

GROUP = "Authority"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("request", type=int, help="its number")
    parser.add_argument("--reason", default="", help="why, for whoever would have decided it")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Take it back. Raises NoSuchRequest, NotYours, NotFromHere."""
    done = withdraw_request(request=options.request, reason=options.reason, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"Request {done.request} is withdrawn.")
