"""Tell Piperoll by hand what GOV.UK Notify says became of a document: what its callbacks do by themselves.

hear-from-notify document-812 permanent-failure
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.dispatch.hear_from_notify import hear_from_notify
from piperoll.dispatch.outcomes import STATUSES

NEEDS_ACTOR = True
GROUP = "Letters"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("reference", help="our reference, as Notify shows it, like document-812")
    parser.add_argument("status", choices=STATUSES, metavar="STATUS", help=", ".join(STATUSES))
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Note it. Raises NoSuchDocument, NotSentYet, DoneAlready."""
    heard = hear_from_notify(reference=options.reference, status=options.status, on=options.on, at=now(), by=options.by)
    return Answer(asdict(heard), f"Document {heard.document}: {heard.outcome.replace('_', ' ')}.")
