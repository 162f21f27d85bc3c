"""Give a collection run up before it is released, with a reason; what it held may be chosen again."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.bacs.discard_collection import discard_collection
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("collection_run", type=int, metavar="RUN", help="the collection run's number")
    parser.add_argument("--reason", required=True, help="why it should not go")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Discard it. Raises NoSuchCollectionRun, ReleasedAlready, DiscardedAlready."""
    done = discard_collection(
        collection_run=options.collection_run, reason=options.reason, on=options.on, at=now(), by=options.by
    )
    return Answer(
        asdict(done),
        f"Collection run {done.collection_run} is given up: {count(done.collections, 'collection')} let go.",
    )
