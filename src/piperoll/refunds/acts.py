"""The act of this room that needs authority, and how it is carried out when it is approved."""

from __future__ import annotations

from piperoll.authority.acts import Act
from piperoll.authority.acts import register as known
from piperoll.refunds import paying
from piperoll.refunds.rules import ACT, REASONS


def register() -> None:
    """Make it known to `authority`: what a customer had in a year counts together, so that nobody splits a sum."""
    known(Act(ACT, "Refund", paying.carry_out, REASONS))
