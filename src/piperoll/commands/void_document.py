"""Void a document that has not gone: it never will."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.dispatch.void_document import void_document

NEEDS_ACTOR = True
GROUP = "Letters"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("document", type=int, help="the document's number, from its page")
    parser.add_argument("--reason", required=True, help="why it must not go")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Do it. Raises whatever the verb refuses."""
    done = void_document(document=options.document, reason=options.reason, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"{done.number} will not be sent.")
