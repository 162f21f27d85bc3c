"""Seal whatever a crash left unsealed. Every act does this for itself; it is for the case that none follows."""

from __future__ import annotations

import argparse

from piperoll.commands.answers import Answer
from piperoll.commands.asking import count, now
from piperoll.runs.sealing import last_seal, seal_pending

GROUP = "Running Piperoll"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing of its own."""


def run(options: argparse.Namespace) -> Answer:
    """Seal what is pending. Raises NotPermitted."""
    options.by.must("seal_runs")
    sealed = seal_pending(at=now())
    newest = (last_seal() or b"").hex()
    return Answer(
        {"sealed": sealed, "newest": newest},
        f"Sealed {count(sealed, 'run')}. The newest seal is {newest or 'none yet'}.",
    )
