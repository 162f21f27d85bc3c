"""The quality gate: what is worth a second look before a bill leaves the council, and what then becomes of it.

Each check speaks of charges that fit the books; a dated rule, a service's own before everybody's, says whether such a
charge goes back, waits for somebody to look, or is billed.
"""

from __future__ import annotations

from datetime import date

from piperoll.database.statements import beside

sql = beside(__file__)
CHECKS = {
    "debtor": "The name is nobody's: cash, unknown, the occupier",
    "address": "The customer has no address on the invoice date",
    "description": "The description is too short or says nothing",
    "vat": "The income code has always carried another VAT code",
    "duplicate": "The same customer was billed the same sum for the same period",
    "outlier": "The sum is far from what this income code usually bills",
    "late": "The period ended longer ago than this service may bill",
}
"""Each check by its name, and what it finds."""


def judge(*, on: date) -> None:
    """Find what each check speaks against among the staged charges, and what the rules of the day make of it."""
    sql.judge(on=on)


def send_back() -> None:
    """Move the charges that a rule sends back among the rejected."""
    sql.send_back()


def send_back_rejected(*, on: date) -> None:
    """Where a rule of the day sends charges back: judge, and send them; otherwise nothing is looked at."""
    if sql.any_rejecting(on=on):
        judge(on=on)
        send_back()
