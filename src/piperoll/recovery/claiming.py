"""May a claim be issued against somebody: what safeguards say, and what was done before it; the claim itself is made
elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from piperoll.customers.models import Customer
from piperoll.database.json_columns import with_json
from piperoll.database.statements import beside
from piperoll.recovery.ladder import standing
from piperoll.recovery.models import DeferredPayment
from piperoll.recovery.protocol import (
    Deferred,
    Earliest,
    Reply,
    Steps,
    care_bar,
    limitation_bar,
    may_claim_from,
    sum_bar,
)
from piperoll.recovery.rules import BEFORE_ACTION, LETTER_OF_CLAIM
from piperoll.safeguards.answers import Answer, may_i
from piperoll.write_offs.limitation import last_days

sql = beside(__file__)
ACT = "issue_claim"
INDIVIDUALS = ("person", "sole_trader", "joint")
"""Whom the protocol for debt claims protects: people, and sole traders (1.1)."""


@dataclass(frozen=True)
class Claiming:
    """Whether a claim may be issued that day, every reason why not, and the earliest day by the protocol alone."""

    answer: Answer
    earliest: Earliest
    letter: Any | None
    chased_pence: int


def may_claim(customer: Customer, on: date) -> Claiming:
    """Ask everything that may stand in the way of a claim: flags, holds, moratoria, disputes, the protocol's days, a
    deferred payment, the time in law, the sum the letter named."""
    stands = standing(on, customer.pk)
    chased = stands.row.chased_pence if stands.row else 0
    safe = may_i(ACT, customer.pk, on)
    letter = last_letter(customer)
    earliest = may_claim_from(steps_of(customer, letter))
    reasons = [] if safe.allowed else list(safe.reasons)
    if not chased:
        reasons.append("Nothing is chased: it is not overdue, or disputed, held, covered or asked for by Direct Debit.")
    if earliest.day is None:
        reasons.append(earliest.why)
    elif on < earliest.day:
        reasons.append(f"Not before {earliest.day:%-d %B %Y}: {earliest.why}")
    if stands.row and stands.row.track == "care":
        reasons.append(care_bar(_deferred(customer)))
    items = [one.item_id for one in stands.items if one.chased_pence]
    reasons.append(limitation_bar([(row.reference, row.last_day) for row in last_days(items)], on))
    if letter:
        reasons.append(sum_bar(letter.pence, chased))
    told = tuple(filter(None, reasons))
    return Claiming(Answer(ACT, not told, told or safe.reasons), earliest, letter, chased)


def last_letter(customer: Customer) -> Any | None:
    """The newest letter of claim (to a company, before action) that really went, with its day and sum."""
    stage = LETTER_OF_CLAIM if customer.kind in INDIVIDUALS else BEFORE_ACTION
    return next(iter(sql.letter(customer=customer.pk, stage=stage)), None)


def steps_of(customer: Customer, letter: Any | None) -> Steps:
    """What was done since the newest letter."""
    is_company = customer.kind not in INDIVIDUALS
    if letter is None:
        return Steps(None, is_company)
    (since,) = sql.since(customer=customer.pk, letter_on=letter.sent_on)
    told = with_json(since, "replies")
    replies = [Reply(date.fromisoformat(one["on"]), tuple(one["says"]), one["complete"]) for one in told.replies or []]
    return Steps(letter.sent_on, is_company, replies, since.documents_on, since.notice_on)


def history(customer: Customer, *, most: int) -> list[Any]:
    """What was recorded before a claim, the newest first."""
    return list(sql.history(customer=customer.pk, most=most))


def _deferred(customer: Customer) -> Deferred | None:
    rows = DeferredPayment.objects.filter(customer__in=[row.id for row in sql.read_as(customer=customer.pk)])
    last = rows.order_by("-id").first()
    return Deferred(last.owns_property, last.offered_on, last.refused_on) if last else None
