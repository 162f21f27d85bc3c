"""agree_arrangement: chosen debts are paid over time; within limits it is agreed at once, else somebody else decides.

It is forbearance: the debts stay what they are, and the ladder waits while it is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.arrangements import agreeing
from piperoll.arrangements.rules import REASONS, NoWayToPay, Plan, in_words
from piperoll.customers.merging import kept_id
from piperoll.customers.queries import by_reference
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.runs import running
from piperoll.runs.running import RunInHand
from piperoll.safeguards.words import few_words, held


@dataclass(frozen=True)
class ArrangementWanted:
    """Whose debts (items by number; none named: all that can go in), how they are paid, and why so."""

    customer: str
    plan: Plan
    reason: str
    why: str
    debts: Sequence[int] = ()


@dataclass(frozen=True)
class ArrangementAsked:
    """An arrangement asked for: made at once (then it has a number) or waiting for somebody else.

    `beyond` says what is beyond the council's limits for arrangements: (what, the limit, this).
    """

    run: int
    request: int
    state: str
    arrangement: int | None
    customer: str
    pence: int
    payments: int
    words: str
    beyond: Sequence[tuple[str, str, str]]
    done: str


def agree_arrangement(*, wanted: ArrangementWanted, on: date, at: datetime, by: Actor) -> ArrangementAsked:
    """Agree how debts are paid.

    Raises NoSuchCustomer, NoWayToPay, SayHowMuch, FirstDayOut, TooManyPayments, NothingToArrange, CannotGoIn,
    NotForADebit, NoSuchMandate, WordsMissing, NoLimitCovers.
    """
    by.must("agree_arrangement")
    customer = by_reference(wanted.customer)
    account = kept_id(customer.pk)
    with running.act("agree_arrangement", on=on, at=at, by=by, customer=customer.pk, reason=wanted.reason) as run:
        held(account)
        return asked_and_made(wanted, account, None, run=run, on=on, at=at)


def asked_and_made(
    wanted: ArrangementWanted, account: int, replaces: int | None, *, run: RunInHand, on: date, at: datetime
) -> ArrangementAsked:
    """Ask for it inside an act, and make it where nobody else need decide; `replaces` is the one it changes."""
    if wanted.reason not in REASONS:
        raise NoWayToPay(said=wanted.reason[:40], what="reason", known=", ".join(REASONS), field="reason")
    why = few_words(wanted.why, "why it is paid so")
    chosen = agreeing.choose(account, wanted.debts, wanted.plan, on=on, besides=replaces or 0)
    asked = agreeing.ask_for(chosen, wanted.reason, why, replaces=replaces, run=run, at=at)
    made = agreeing.do(asked.request, run=run, on=on, at=at) if asked.may_go_ahead else None
    words = in_words(wanted.plan.every, chosen.payments)
    said = f"{pounds(chosen.pence)} {'agreed' if made else 'asked'} to be paid over time: {words}"
    run.finish(
        request=asked.request.pk, pence=chosen.pence, said=said, arrangement=made.arrangement if made else None,
        sources=1 if made else 0, documents=made.documents if made else 0,
    )  # fmt: skip
    return ArrangementAsked(
        run.id, asked.request.pk, "approved" if made else "waiting", made.arrangement if made else None,
        chosen.account.reference, chosen.pence, len(chosen.payments), words, chosen.beyond,
        made.sentence if made else "",
    )  # fmt: skip
