"""Record that an email came back: the document goes by post instead."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.dispatch.record_bounce import record_bounce

NEEDS_ACTOR = True
GROUP = "Letters"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("document", type=int, help="the document's number, from its page")
    parser.add_argument("--reason", required=True, help="what came back with it")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Do it. Raises whatever the verb refuses."""
    done = record_bounce(document=options.document, reason=options.reason, on=options.on, at=now(), by=options.by)
    return Answer(
        asdict(done), f"It goes by post, as document {done.goes_as}." if done.goes_as else "It has no other way to go."
    )
