"""Let a pulled document go after all, addressed afresh if its recipient has moved."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.dispatch.release_document import release_document

NEEDS_ACTOR = True
GROUP = "Letters"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("document", type=int, help="the document's number, from its page")
    parser.add_argument("--reason", required=True, help="why it may go")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Do it. Raises whatever the verb refuses."""
    done = release_document(document=options.document, reason=options.reason, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"It goes to {done.to} with the next dispatch, as document {done.goes_as}.")
