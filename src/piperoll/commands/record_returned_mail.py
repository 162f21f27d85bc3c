"""Record that a letter came back: its customer is flagged as gone away."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.dispatch.record_returned_mail import record_returned_mail

NEEDS_ACTOR = True
GROUP = "Letters"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("document", type=int, help="the document's number, from its page")
    parser.add_argument("--reason", required=True, help="what the envelope says")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Do it. Raises whatever the verb refuses."""
    done = record_returned_mail(
        document=options.document, reason=options.reason, on=options.on, at=now(), by=options.by
    )
    return Answer(asdict(done), "Recorded." + (" The customer is flagged as gone away." if done.flagged else ""))
