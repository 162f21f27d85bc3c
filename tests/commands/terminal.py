"""A command typed at a terminal, without the door's business of choosing a council."""

from __future__ import annotations

import argparse
import importlib

from piperoll.commands.answers import Answer
from piperoll.foundations.actors import Actor


def typed(line: str, *more: object, by: Actor | None = None) -> Answer:
    """Run `verb argument…`: words of the line are split at spaces, `more` are whole arguments."""
    verb, *words = line.split()
    module = importlib.import_module(f"piperoll.commands.{verb.replace('-', '_')}")
    parser = argparse.ArgumentParser(exit_on_error=False)
    module.arguments(parser)
    options = parser.parse_args([*words, *map(str, more)])
    options.by, options.council, options.rest = by, "anytown", []
    return module.run(options)  # type: ignore[no-any-return]
