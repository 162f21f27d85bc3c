"""Write out a document exactly as it was sent, byte for byte."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.commands.output_files import write_new
from piperoll.dispatch.reprint_document import reprint_document

NEEDS_ACTOR = True
GROUP = "Letters"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("document", type=int, help="the document's number, from its page")
    parser.add_argument("--to", type=Path, required=True, metavar="FILE.pdf", help="where it goes")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Write it. Raises NoSuchDocument, NoSuchCopy, CopyLost, PlaceTaken, PlaceClosed."""
    again = reprint_document(document=options.document, on=options.on, at=now(), by=options.by)
    write_new(options.to, again.content)
    data = {name: value for name, value in asdict(again).items() if name != "content"} | {"file": str(options.to)}
    return Answer(data, f"{again.number} as it was sent: {options.to} (SHA-256 {again.sha256}).")
