"""The words of the room: kinds, outcomes, the steps by which a late service is chased, and how a letter says each."""

from __future__ import annotations

KINDS = {"dispute": "Dispute", "query": "Query"}

OUTCOMES = {
    "upheld": "Upheld",
    "part_upheld": "Upheld in part",
    "not_upheld": "Not upheld",
    "answered": "Answered",
    "withdrawn": "Withdrawn",
    "charged_back": "Charged back to the service",
}
CHARGED_BACK = "charged_back"
NOT_CHOSEN = ("answered", CHARGED_BACK)
"""What no dispute is closed with by choice: an answer is a query's, and a charge-back has a deed of its own."""

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

EMAIL_STATES = {
    "waiting": "waits to be sent",
    "claimed": "is being sent",
    "sent": "sent",
    "refused": "could not be sent",
    "in_doubt": "may have gone",
}
"""Where an email to a service stands."""

WHOSE = {
    "reminder": "{service}",
    "escalation": "the manager of {service}",
    "head_of_service": "the head of service of {service}",
}
"""Who is written to at each step."""

WHAT_FOLLOWS = {
    "reminder": "If no answer comes, this goes to your manager.",
    "escalation": "If no answer comes, this goes to the head of service.",
    "head_of_service": "If no answer comes, the sum may be charged back to the service’s own budget.",
}
"""What an email to a service says comes next."""

DECISIONS = {
    "upheld": "We looked into it, and you are right.",
    "part_upheld": "We looked into it, and you are right in part.",
    "not_upheld": "We looked into it, and found that the invoice is right.",
    "answered": "Here is our answer.",
    "withdrawn": "You told us that this is settled.",
    "charged_back": "We could not show in good time that you owe this, and do not ask you for it any more.",
}


def reference_of(dispute: int) -> str:
    """How a dispute is named on paper and on pages."""
    return f"DISPUTE-{dispute}"


STAGES = {"stage_1": "Stage 1", "stage_2": "Stage 2", "ombudsman": "Ombudsman"}
"""How far a complaint has come, in order; each has its own clock."""

DECIDED_IN = {
    "stage_1": "complaint_stage_1_days",
    "stage_2": "complaint_stage_2_days",
    "ombudsman": "complaint_ombudsman_days",
}
"""The figure of working days within which each stage is decided, or the ombudsman answered."""

SCOPES = {"account": "All that they owe", "invoice": "One invoice", "nothing": "Nothing"}
"""What of their recovery waits while a complaint stands."""

FINDINGS = {"upheld": "Upheld", "part_upheld": "Upheld in part", "not_upheld": "Not upheld"}

FOUND = {
    "upheld": "We looked into it, and you are right. We are sorry.",
    "part_upheld": "We looked into it, and you are right in part. We are sorry for that.",
    "not_upheld": "We looked into it, and did not find a fault.",
}
GO_ON = {
    "stage_1": (
        "If you are not content, tell us why within 20 working days. Somebody who has not dealt with it looks again."
    ),
    "stage_2": (
        "This is our last answer. If you are not content, you may ask the Local Government and Social Care Ombudsman "
        "to look at it: lgo.org.uk, 0300 061 0614. Please do so within 12 months."
    ),
    "ombudsman": "This is what we do after the decision of the Local Government and Social Care Ombudsman.",
}
"""The right to go on, after each stage."""


def complaint_reference(complaint: int) -> str:
    """How a complaint is named on paper and on pages."""
    return f"COMPLAINT-{complaint}"
