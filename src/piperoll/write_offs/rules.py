"""The words of write-offs: reasons, what is no reason, and how each is named on an account."""

from __future__ import annotations

from piperoll.foundations.refusals import Refused

ACT = "write_off"
SMALL_ACT = "small_write_off"
SMALL = "small_balance"
REASONS = {
    "uneconomic": "Not worth the cost of recovery",
    "gone_away": "Gone away and not found",
    "no_estate": "Died, with nothing in the estate",
    "insolvent": "Insolvent",
    "statute_barred": "Out of time in law",
    "court_lost": "Lost in court, or not to be sued for",
    "hardship": "Hardship or vulnerability",
    "legal_advice": "On legal advice",
    "irrecoverable": "Cannot be recovered for another reason",
    SMALL: "A small balance",
}
NOT_REASONS = {"billed_wrong": "The charge was wrong"}
OUT_OF_TIME = "statute_barred"


class NotAReason(Refused):
    """{reason!r} is no reason for a write-off{why}. There are {known}."""


class NeverForWrongCharge(Refused):
    """A write-off says that a right charge will not be paid. A wrong one is credited: ask for a credit note, and its
    VAT and income are put right too."""


def reason_must_be_one(reason: str) -> None:
    """Raises NeverForWrongCharge, NotAReason."""
    if reason in NOT_REASONS:
        raise NeverForWrongCharge()
    if reason not in REASONS:
        raise NotAReason(reason=reason[:40], why="", known=", ".join(REASONS), field="reason")


def reference_of(write_off: int) -> str:
    """How a write-off is named on the account."""
    return f"WRITE-OFF-{write_off}"
