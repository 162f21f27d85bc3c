"""Show what the council's set-up lacks: limits, figures, templates. Exit code 1 when something is missing.

What Piperoll comes with is added by  ./piperoll add-first-figures  and  ./piperoll load-templates
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns
from piperoll.reporting.set_up_gaps import gaps

GROUP = "Set-up"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_the_day(parser, "the day asked about")


def run(options: argparse.Namespace) -> Answer:
    """Look."""
    options.by.must("see_council")
    found = gaps(options.on)
    rows = [(one.kind, one.name, one.words, "can be added" if one.can_be_added else "to be set") for one in found]
    said = columns(rows) if rows else "Nothing is missing."
    return Answer({"gaps": [asdict(one) for one in found]}, said, 1 if found else 0)
