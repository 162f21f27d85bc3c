"""The words of the room: kinds, outcomes, the steps by which a late service is chased, and how a letter says each."""

from __future__ import annotations

KINDS = {"dispute": "Dispute", "query": "Query"}

OUTCOMES = {
    "upheld": "Upheld",
    "part_upheld": "Upheld in part",
    "not_upheld": "Not upheld",
    "answered": "Answered",
    "withdrawn": "Withdrawn",
}
CREDITED = ("upheld", "part_upheld")
"""Outcomes that take something off the invoice."""

OF_A_QUERY = ("answered", "withdrawn")
"""What a question can come to; a dispute comes to anything but an answer alone."""

STEPS = {
    "reminder": "Reminder to the service",
    "escalation": "Escalated to its manager",
    "head_of_service": "With the head of service",
}
FIGURE_OF = {
    "reminder": "dispute_reminder_days",
    "escalation": "dispute_escalation_days",
    "head_of_service": "dispute_head_days",
}
"""Each step follows so many working days after the answer was due."""

DECISIONS = {
    "upheld": "We looked into it, and you are right.",
    "part_upheld": "We looked into it, and you are right in part.",
    "not_upheld": "We looked into it, and found that the invoice is right.",
    "answered": "Here is our answer.",
    "withdrawn": "You told us that this is settled.",
}


def reference_of(dispute: int) -> str:
    """How a dispute is named on paper and on pages."""
    return f"DISPUTE-{dispute}"
