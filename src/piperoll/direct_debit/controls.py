"""What proves this room's tables: its controls are read with those of the whole books."""

from __future__ import annotations

from piperoll.database.statements import beside
from piperoll.reconciliation.check_books import add_controls


def register() -> None:
    """Have `check_books` read them."""
    add_controls(beside(__file__))
