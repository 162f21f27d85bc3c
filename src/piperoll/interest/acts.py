"""The act of this room that needs authority, and how it is carried out when it is approved."""

from __future__ import annotations

from piperoll.authority.acts import Act
from piperoll.authority.acts import register as known
from piperoll.interest import charging
from piperoll.interest.rules import ACT, REASONS


def register() -> None:
    """Make it known to `authority`."""
    known(Act(ACT, "Charge for paying late", charging.carry_out, REASONS))
