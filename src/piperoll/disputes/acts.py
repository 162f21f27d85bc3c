"""The act of this room that needs authority, and how it is carried out when it is approved."""

from __future__ import annotations

from piperoll.authority.acts import Act
from piperoll.authority.acts import register as known
from piperoll.disputes.request_charge_back import ACT, REASONS, carry_out


def register() -> None:
    """Make it known to `authority`."""
    known(Act(ACT, "Charge-back to a service", carry_out, REASONS))
