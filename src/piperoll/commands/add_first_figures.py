"""Give a first value to each figure this council has none for, as Piperoll comes with; all are marked to be checked."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.council.add_first_figures import add_first_figures

GROUP = "Set-up"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_the_day(parser, "the day they begin")


def run(options: argparse.Namespace) -> Answer:
    """Add them. Raises FiguresStand."""
    added = add_first_figures(on=options.on, at=now(), by=options.by)
    return Answer(asdict(added), f"Added, to be checked: {', '.join(added.names)}.")
