"""When a claim may be issued at the earliest, and whether anything else stands in its way: pure rules, each with the
law it comes from.

Days of the Pre-Action Protocol for Debt Claims: 30 after the letter of claim (a claim on the day after them), 30 after
a reply, 30 after the documents asked for, 14 after the notice that follows a reply without agreement. A company has 14
days after a letter before action (Practice Direction: Pre-Action Conduct).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from piperoll.foundations.money import pounds

DAYS_TO_REPLY = timedelta(days=30)
COMPANY_DAYS = timedelta(days=14)
NOTICE_DAYS = timedelta(days=14)
LATEST_POST = timedelta(days=1)
"""A letter of claim is posted on the day it is dated or, where that could not be, on the next."""

PROTOCOL = "Pre-Action Protocol for Debt Claims"
REPLIES = {
    "agrees": "Agrees that they owe it",
    "part": "Agrees that they owe part of it",
    "unsure": "Does not know whether they owe it",
    "disputes": "Says they do not owe it",
    "advice": "Is taking debt advice",
    "documents": "Asks for documents",
    "time": "Asks for time, or offers to pay by instalments",
}
"""What the boxes of a reply form say; a reply may tick several."""


@dataclass(frozen=True)
class Reply:
    """A reply form: when it came, which of REPLIES it ticks, and whether it was filled in."""

    received_on: date
    says: tuple[str, ...]
    is_complete: bool = True


@dataclass(frozen=True)
class Steps:
    """What was done before a claim: the letter, to a company or not, what came back, and what we did then."""

    letter_on: date | None
    is_company: bool = False
    replies: Sequence[Reply] = ()
    documents_on: date | None = None
    notice_on: date | None = None


@dataclass(frozen=True)
class Earliest:
    """The first day on which a claim may be issued, and by which rule; no day while something must be done first."""

    day: date | None
    why: str


@dataclass(frozen=True)
class Deferred:
    """What is known of a deferred payment: whether they own a property, when it was offered, when they refused it."""

    owns_property: bool
    offered_on: date | None = None
    refused_on: date | None = None


def may_claim_from(steps: Steps) -> Earliest:
    """The earliest day for a claim: from a letter of 23 November 2026 without a reply it is 24 December."""
    if steps.letter_on is None:
        letter = "letter before action" if steps.is_company else "letter of claim with its reply form"
        law = "Practice Direction: Pre-Action Conduct, 6(a)" if steps.is_company else f"{PROTOCOL} 3.1"
        return Earliest(None, f"No {letter} was sent ({law}).")
    if steps.is_company:
        day = steps.letter_on + COMPANY_DAYS + timedelta(1)
        return Earliest(day, "14 days after the letter before action (Practice Direction: Pre-Action Conduct, 6(b)).")
    days = [(steps.letter_on + DAYS_TO_REPLY + timedelta(1), f"30 days after the letter of claim ({PROTOCOL} 3.4).")]
    if steps.replies:
        last = max(one.received_on for one in steps.replies)
        days.append((last + DAYS_TO_REPLY, f"30 days after their reply ({PROTOCOL} 4.1)."))
        if missing := _to_do_first(steps, last):
            return Earliest(None, missing)
        if steps.documents_on:
            days.append((steps.documents_on + DAYS_TO_REPLY, f"30 days after the documents they had ({PROTOCOL} 4.1)."))
        assert steps.notice_on is not None
        days.append((steps.notice_on + NOTICE_DAYS, f"14 days after the notice of a claim ({PROTOCOL} 8.2)."))
    return Earliest(*max(days))


def _to_do_first(steps: Steps, last: date) -> str:
    """What a reply asks of us before any day counts; nothing when it is all done."""
    asked = [one.received_on for one in steps.replies if "documents" in one.says]
    if asked and (steps.documents_on is None or steps.documents_on < max(asked)):
        return f"They asked for documents: supply them, or say why not, within 30 days ({PROTOCOL} 5.2)."
    latest = max(steps.replies, key=lambda one: one.received_on)
    told = steps.notice_on is not None and steps.notice_on >= last
    if not latest.is_complete and not told:
        return f"Their reply form is not filled in: ask them to complete it ({PROTOCOL} 4.3)."
    if not told:
        return f"They replied, and nothing is agreed: give 14 days’ notice that a claim will be made ({PROTOCOL} 8.2)."
    return ""


def care_bar(deferred: Deferred | None) -> str:
    """Why care charges may not be sued for yet: a deferred payment comes first wherever there is a property."""
    law = "Care Act 2014 s.69(2)"
    if deferred is None:
        return f"Nobody recorded whether they own a property, and so could have a deferred payment ({law})."
    if deferred.owns_property and deferred.offered_on is None:
        return f"They own a property, and no deferred payment was offered ({law})."
    if deferred.owns_property and deferred.refused_on is None:
        return f"A deferred payment was offered on {deferred.offered_on:%-d %B %Y} and not refused ({law})."
    return ""


def limitation_bar(last_days: Sequence[tuple[str, date]], on: date) -> str:
    """Why debts may not be sued for any more: their time in law is over."""
    late = [f"{reference} since {last:%-d %B %Y}" for reference, last in last_days if last < on]
    more = f" and {len(late) - 3} more" if len(late) > 3 else ""
    return (
        f"Out of time in law: {', '.join(late[:3])}{more} (Limitation Act 1980 s.5; Care Act 2014 s.69(3))."
        if late
        else ""
    )


def sum_bar(letter_pence: int, chased_pence: int) -> str:
    """Why more than the letter named may not be sued for on it."""
    if chased_pence <= letter_pence:
        return ""
    return (
        f"{pounds(chased_pence)} is chased now, and the letter named {pounds(letter_pence)}: claim no more than "
        f"that, or send another ({PROTOCOL} 3.1(a))."
    )
