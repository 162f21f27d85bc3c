"""Make the key file of a new council, for PIPEROLL_KEY_FILE to name. One that stands is never replaced.

Whoever loses it can read no bank details any more: back it up, apart from the database.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.config import keys

GROUP = "Councils and people"
NEEDS_DATABASE = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="where the keys are to be; only its owner may read it")


def run(options: argparse.Namespace) -> Answer:
    file = options.file.absolute()
    keys.make(file)
    said = f"The keys are in {file}. Set PIPEROLL_KEY_FILE to it, and back it up, apart from the database."
    return Answer({"key_file": str(file)}, said)
