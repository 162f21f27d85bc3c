"""Keep a PDF, PNG or JPEG with a request of yours: what shows why you ask. It is kept exactly as it is."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.authority.attach_evidence import attach_evidence
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now, readable

GROUP = "Authority"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("request", type=int, help="its number")
    parser.add_argument("file", type=Path, help="the file")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Keep it. Raises FileUnreadable and whatever attach_evidence refuses."""
    file = readable(options.file)
    done = attach_evidence(
        request=options.request, name=file.name, content=file.read_bytes(), on=options.on, at=now(), by=options.by
    )
    return Answer(asdict(done), f"{done.name} is kept with request {done.request}.")
