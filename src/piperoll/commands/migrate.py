"""Bring the council's database up to date with this version of Piperoll."""

from __future__ import annotations

import argparse
import io

from piperoll.commands.answers import Answer
from piperoll.config.migrating import migrate, pending

GROUP = "Running Piperoll"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing of its own."""


def run(options: argparse.Namespace) -> Answer:
    waiting = pending()
    migrate(io.StringIO())
    said = f"Applied {len(waiting)} migrations." if waiting else "The database was up to date."
    return Answer({"applied": waiting}, said)
