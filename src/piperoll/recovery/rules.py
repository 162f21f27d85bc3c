"""The words of the room: tracks, stages, channels, and why an account is left out; and what may be set."""

from __future__ import annotations

from datetime import timedelta

TRACKS = {
    "care": "Care and other sensitive debts",
    "employee": "Employees and former employees",
    "resident": "Residents",
    "transport": "School transport",
    "statutory": "Statutory charges",
    "public_body": "Public bodies",
    "commercial": "Businesses",
}
"""The gentlest first: an account that owes on several is led by the gentlest of them."""

STAGES = {
    "first_notice": "First notice",
    "reminder": "Reminder",
    "final_notice": "Final notice",
    "call": "Telephone call",
    "review": "Review",
    "before_action": "Before action",
    "letter_of_claim": "Letter of claim",
    "refer": "Referral",
}
"""What a rung may be. On a track they follow one another by their days, and none is skipped: an old debt nobody was
written to about begins with the first."""

LETTER_OF_CLAIM, BEFORE_ACTION = "letter_of_claim", "before_action"
LETTERS = ("first_notice", "reminder", "final_notice", BEFORE_ACTION, LETTER_OF_CLAIM)
"""Stages that may be letters, each in the words of the templates for it; the others are always somebody's work."""

CHANNELS = {
    "letter": "Letter or email, as each chose",
    "email": "Email, unless they asked for post",
    "text": "Text to whoever asked for texts",
    "call": "Telephone call",
    "person": "Somebody’s work",
}
"""How a stage is done. Who cannot be reached by email or text has a letter, and it is said why."""

WRITTEN = ("letter", "email", "text")
BY_TEXT = ("first_notice", "reminder")
"""Stages that may be texts: a text says nothing that a court or a bailiff could be told of later."""
GOES_BY = {"letter": "Letter or email, as they chose", "email": "Email", "text": "Text"}

WHY = {
    "send": "Goes",
    "person": "For somebody to do",
    "not_yet": "Not due yet",
    "waits": "Waits for an answer",
    "in_post": "One is on its way",
    "small": "Too small for the next step",
    "end": "At the end of its ladder",
    "barred": "May not be reminded",
    "held": "Disputed or on hold",
    "arranged": "In an arrangement that is kept",
    "direct_debit": "Paid by Direct Debit",
    "credit": "Covered by credit",
    "suspense": "May be paid: money in suspense",
    "promised": "Promised: waits for its day",
    "no_track": "On no track",
    "no_stages": "Its track has no stages",
}
"""What becomes of an account that owes something overdue."""

LONGEST_AGE, LONGEST_WAIT = 3650, 365
KEEPS = timedelta(days=7)
"""How long a proposal may be issued; what is older is proposed afresh."""


def default_channel(stage: str) -> str:
    """How a stage is done unless the council says otherwise."""
    return "letter" if stage in LETTERS else "call" if stage == "call" else "person"
