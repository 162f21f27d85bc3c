"""The act of this room that needs authority, and how it is carried out when it is approved."""

from __future__ import annotations

from piperoll.arrangements import agreeing
from piperoll.arrangements.rules import ACT, REASONS
from piperoll.authority.acts import Act
from piperoll.authority.acts import register as known


def register() -> None:
    """Make it known to `authority`. Each arrangement counts for itself: the same debts may be arranged again."""
    known(Act(ACT, "Arrangement", agreeing.carry_out, REASONS, counts_days=0))
