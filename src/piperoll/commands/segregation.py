"""Show who holds two kinds of work that auditors want kept apart. Exit code 1 when somebody does."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.authority.segregation import held_together
from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, today

GROUP = "Authority"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """It takes nothing."""


def run(options: argparse.Namespace) -> Answer:
    """Look."""
    options.by.must("see_users")
    found = held_together(on=today())
    rows = [(one.name, one.role, f"may {one.one} and {one.other}") for one in found]
    text = columns(rows) if rows else "Nobody holds what should be apart."
    return Answer({"held_together": [asdict(one) for one in found]}, text, exit_code=1 if found else 0)
