"""Stop the embedded PostgreSQL; it starts again with the next command."""

from __future__ import annotations

import argparse

from piperoll.commands.answers import Answer
from piperoll.config import embedded_postgres

GROUP = "Running Piperoll"
NEEDS_DATABASE = False


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing of its own."""


def run(options: argparse.Namespace) -> Answer:
    stopped = embedded_postgres.stop()
    return Answer({"stopped": stopped}, "PostgreSQL has stopped." if stopped else "PostgreSQL was not running.")
