"""Agents in the words of the collections office."""

from __future__ import annotations

from datetime import date
from typing import Any

from crediting import somebody
from piperoll.cases.hand_over_case import CaseHandedOver, HandoverTold, hand_over_case
from piperoll.cases.models import AgentNotice
from piperoll.customers.models import Customer
from recovery.reminding import now

HARBOUR = HandoverTold("collection", "Harbour Collections", "Three letters came to nothing", "cases@harbour.example")


def hands_over(customer: Customer, on: date, told: HandoverTold = HARBOUR, **more: Any) -> CaseHandedOver:
    """A collections officer hands a case over."""
    return hand_over_case(customer=customer.reference, told=told, **now(somebody("collections"), on), **more)


def told_agents() -> list[str]:
    """What agents were written, oldest first."""
    return list(AgentNotice.objects.order_by("id").values_list("what", flat=True))
