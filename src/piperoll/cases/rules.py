"""The words of the room: what may be next on an account, and what is suggested for it."""

from __future__ import annotations

from datetime import timedelta

ACTIONS = {
    "callback": "Call them back",
    "call": "Telephone",
    "write": "Write to them",
    "visit": "Visit",
    "review": "Review",
    "decide": "Decide what follows",
    "other": "Something else",
}
"""What somebody may set as next on an account, with a day of their own choosing."""

SUGGESTED = ACTIONS | {
    "answer": "Answer them",
    "promise": "Broken promise",
    "arrangement": "Broken arrangement",
    "unheard": "A letter reached nobody",
    "dispute": "See to a dispute",
    "remind": "A reminder follows",
    "refer": "Refer",
    "agent": "Ask the agent",
    "untold": "An agent was not told",
    "hold": "Look at the hold",
    "credit": "Use their credit",
    "place": "Allocate from suspense",
    "policy": "Set the policy",
}
"""Whatever may be next on an account: set by somebody, or worked out from where its ladder stands."""

CHASING = ("call", "write", "visit", "remind", "refer", "promise", "arrangement")
"""What asks somebody for money: nothing of it is suggested once something came since that stops it."""

OF_STAGES = {"call": "call", "review": "review", "refer": "refer"}
"""A stage that is somebody's work → what is next on the account when it follows; a letter is a reminder."""

EXCHANGES = {
    "call_out": "Call to them",
    "call_in": "Call from them",
    "email_in": "Email from them",
    "email_out": "Email to them",
    "letter_in": "Letter from them",
    "letter_out": "Letter to them",
    "visit": "Visit",
    "interview": "Interview",
    "note": "Note",
}
"""How something was said or written; a note is our own."""

FROM_THEM = {"call_in": "answer_call_days", "email_in": "answer_email_days", "letter_in": "answer_letter_days"}
"""What may wait for an answer → the figure that says within how many working days."""

WITH_OUTCOMES = ("call_out", "call_in", "visit", "interview")
OUTCOMES = {
    "spoke": "Spoke with them",
    "no_answer": "No answer",
    "message": "Left word to call us",
    "promise": "They promise to pay",
    "cannot_pay": "They cannot pay",
    "refuses": "They will not pay",
    "disputes": "They dispute it",
    "wrong_number": "Wrong number",
    "somebody_else": "Somebody else spoke",
}
"""What came of a call, a visit or an interview."""

PROMISED, HEARD_BY = (
    "promise",
    {"call_out": "phone", "call_in": "phone", "visit": "visit", "interview": "counter"},
)
"""The outcome that a promise goes with; how something was said → how we heard a promise."""

NOT_REACHED = ("no_answer", "message", "wrong_number")
"""Nobody was reached: what was next is still to be done."""

LONGEST_AHEAD = timedelta(days=92)
"""A next action further off than this would be forgotten."""

LONGEST_COVER = timedelta(days=366)

TAKERS = {
    "collection": "Debt collection agent",
    "enforcement": "Enforcement agent",
    "legal": "Legal services",
    "senior": "A senior officer",
}
"""Who may take a case on. A collection agent has no powers; an enforcement agent acts on a court’s warrant or writ."""

AGENTS = ("collection", "enforcement")
"""Takers outside the council: we write to them, and chase nothing of what they have."""

CAUSES = {
    "asked": "We asked for it back",
    "upheld": "They were found right",
    "breathing_space": "Breathing space",
    "mental_health_crisis": "Breathing space in a mental health crisis",
    "deceased": "They have died",
    "insolvent": "They are insolvent",
    "minor": "They are under 18",
    "paid": "All of it is paid",
    "over": "The time they had it for is over",
}
"""Why a case comes back; from the second to the seventh, in the very deed that makes it so."""

RECALLING = ("upheld", "breathing_space", "mental_health_crisis", "deceased", "insolvent", "minor")
HOLDING = (
    "vulnerable", "dispute", "complaint", "debt_advice", "awaiting_decision", "safeguarding", "other",
)  # fmt: skip
"""What recalls a case from an agent as it becomes true; what the agent holds it for."""

NOTICES = {"handed": "It was handed over", "hold": "To hold", "go_on": "To go on", "recall": "Recalled"}
