"""Accept every suggestion whose score has proved itself (see measure-matching). undo-placements takes all of it back"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.foundations.money import pounds
from piperoll.receipting.accept_certain import accept_certain

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--seen", type=int, help="how many you were shown: nothing is accepted if it is another number")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Accept them. Raises NothingCertain, NotAsSeen, StillWorking."""
    done = accept_certain(seen=options.seen, on=options.on, at=now(), by=options.by)
    said = (
        f"Run {done.run}: {count(done.receipts, 'receipt')} accepted, {pounds(done.placed_pence)} placed on accounts."
    )
    if done.overtaken:
        said += f" {done.overtaken:,} wait for another look: the books had moved on."
    return Answer(asdict(done), said)
