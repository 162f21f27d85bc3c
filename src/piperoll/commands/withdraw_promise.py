"""Take a promise to pay back, because they did or it was entered by mistake; the ladder goes on."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.arrangements.withdraw_promise import withdraw_promise
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now

GROUP = "Arrangements"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("promise", type=int, metavar="PROMISE", help="its number")
    parser.add_argument("--why", required=True, help="why, in a few words")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Take it back. Raises NoSuchPromise, WithdrawnAlready."""
    done = withdraw_promise(promise=options.promise, why=options.why, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"Promise {done.promise} of {done.customer} waits no more.")
