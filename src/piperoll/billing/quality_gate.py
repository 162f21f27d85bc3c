"""The quality gate: what is worth a second look before a bill leaves the council, and what then becomes of it.

Each check speaks of charges that fit the books; a dated rule, a service's own before everybody's, says whether such a
charge goes back, waits for somebody to look, or is billed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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


AGREED = ("late",)
"""What need not be judged where charges are held back as late until somebody else agrees: care, schedules."""


def judge(*, on: date, besides: Sequence[str] = ()) -> None:
    """Find what each check but these speaks against among the staged charges, and what the day's rules make of it."""
    sql.judge(on=on, besides=list(besides))


def send_back() -> None:
    """Move the charges that a rule sends back among the rejected."""
    sql.send_back()


def hold_unless(looked_at: str, *, on: date, besides: Sequence[str] = ()) -> Callable[[], object]:
    """Judge what is staged, send back what a rule rejects, and give what then holds back whatever is flagged.

    Nothing is held when somebody says in words that they `looked_at` it.
    """
    if looked_at:
        send_back_rejected(on=on, besides=besides)
        return lambda: None
    judge(on=on, besides=besides)
    send_back()
    return sql.hold_flagged  # type: ignore[no-any-return]


def send_back_rejected(*, on: date, besides: Sequence[str] = ()) -> None:
    """Where a rule of the day sends charges back: judge, and send them; otherwise nothing is looked at."""
    if sql.any_rejecting(on=on):
        judge(on=on, besides=besides)
        send_back()
