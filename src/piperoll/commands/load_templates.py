"""Load the letter templates Piperoll comes with, approved by whoever loads them; those there are stay as they are."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.documents.load_templates import load_templates

NEEDS_ACTOR = True
GROUP = "Letters"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Load them. Raises TemplatesLoaded."""
    loaded = load_templates(on=options.on, at=now(), by=options.by)
    return Answer(asdict(loaded), "Loaded and approved: " + ", ".join(loaded.names) + ".")
