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
    "remind": "A reminder follows",
    "refer": "Refer",
    "hold": "Look at the hold",
    "credit": "Use their credit",
    "place": "Place money in suspense",
    "policy": "Set the policy",
}
"""Whatever may be next on an account: set by somebody, or worked out from where its ladder stands."""

OF_STAGES = {"call": "call", "review": "review", "refer": "refer"}
"""A stage that is somebody's work → what is next on the account when it follows; a letter is a reminder."""

LONGEST_AHEAD = timedelta(days=92)
"""A next action further off than this would be forgotten."""

LONGEST_COVER = timedelta(days=366)
