"""Release a collection run that somebody else chose: from now on it is on the customers' accounts."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.bacs.release_collection import release_collection
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, day_in_words, now
from piperoll.foundations.money import pounds

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("collection_run", type=int, metavar="RUN", help="the collection run's number")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Release it. Raises OwnCollection, ReleasedAlready, TooLateToRelease and whatever else the verb refuses."""
    done = release_collection(collection_run=options.collection_run, on=options.on, at=now(), by=options.by)
    dropped = f" {count(done.dropped, 'collection')} dropped since it was chosen." if done.dropped else ""
    return Answer(
        asdict(done),
        f"Collection run {done.collection_run} is released: {count(done.collections, 'collection')}, "
        f"{pounds(done.pence)}, on {day_in_words(done.collect_on)}.{dropped} Write its file with  write-bacs-file.",
    )
