"""The acts of this room that need authority, and how each is carried out when it is approved."""

from __future__ import annotations

from piperoll.authority.acts import Act
from piperoll.authority.acts import register as known
from piperoll.billing import (
    approval,
    crediting,
    held_back,
    request_backdating,
    request_customer,
    request_debit_adjustment,
    request_invoice,
    request_late_billing,
    request_rebill,
)
from piperoll.billing.credit_rules import DAYS_TO_ISSUE, REASONS


def register() -> None:
    """Make them known to `authority`."""
    known(approval.known_act())
    known(Act("credit_note", "Credit note", crediting.carry_out, REASONS, DAYS_TO_ISSUE))
    known(Act("rebill", "Cancel and bill again", request_rebill.carry_out, REASONS, DAYS_TO_ISSUE))
    more, one, who = request_debit_adjustment, request_invoice, request_customer
    known(Act(more.ACT, "Debit adjustment", more.carry_out, more.REASONS, DAYS_TO_ISSUE))
    known(Act(who.ACT, "New customer", who.carry_out, who.REASONS))
    known(Act(one.ACT, "Invoice", one.carry_out, one.REASONS, counts_days=one.COUNTS_DAYS))
    late, back = request_late_billing, request_backdating
    known(Act(late.ACT, "Late billing", late.carry_out, held_back.REASONS))
    known(Act(back.ACT, "Care billed far back", back.carry_out, held_back.REASONS))
