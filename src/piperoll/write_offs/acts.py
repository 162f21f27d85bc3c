"""The acts of this room that need authority, and how each is carried out when it is approved."""

from __future__ import annotations

from piperoll.authority.acts import Act
from piperoll.authority.acts import register as known
from piperoll.write_offs import small, writing_off
from piperoll.write_offs.rules import ACT, REASONS, SMALL, SMALL_ACT


def register() -> None:
    """Make them known to `authority`: what a customer had written off in a year counts together."""
    known(Act(ACT, "Write-off", writing_off.carry_out, REASONS))
    known(Act(SMALL_ACT, "Write-off of small balances", small.carry_out, {SMALL: REASONS[SMALL]}))
