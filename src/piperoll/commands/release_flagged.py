"""Have a flagged invoice of a preview issued with the rest, because somebody looked and it is right."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.billing.release_flagged import release_flagged
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("preview", type=int, help="the preview's number")
    parser.add_argument("place", type=int, help="the invoice's place in it, as the preview lists it")
    parser.add_argument("--reason", required=True, help="why it is right after all")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Release it. Raises NoSuchPreview, IssuedBefore, NothingFlagged, ReleasedAlready."""
    done = release_flagged(
        preview=options.preview, place=options.place, reason=options.reason, on=options.on, at=now(), by=options.by
    )
    return Answer(asdict(done), f"Invoice {done.place} of preview {done.preview} will be issued with the rest.")
