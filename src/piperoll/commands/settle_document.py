"""Say of an email in doubt that it went, or that it did not and may go again. Look first: ask them, or the mail server.

settle-document 812 --went --reason "the mail server's log has it"
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.dispatch.settle_document import settle_document

NEEDS_ACTOR = True
GROUP = "Letters"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("document", type=int, help="the document's number, from its page")
    either = parser.add_mutually_exclusive_group(required=True)
    either.add_argument("--went", action="store_true", help="it was sent")
    either.add_argument("--did-not-go", action="store_true", help="it was not, and may go again")
    parser.add_argument("--reason", required=True, help="how you know")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Settle it. Raises NoReasonGiven, NoSuchDocument, NotInThatState."""
    settled = settle_document(
        document=options.document, went=options.went, reason=options.reason, on=options.on, at=now(), by=options.by
    )
    return Answer(asdict(settled), "It went." if settled.went else "It goes with the next dispatch.")
