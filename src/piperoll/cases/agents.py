"""Agents who have a case of ours: told that it is theirs, to hold it, or to give it back, by notices in the outbox.

A case is recalled, or the agent told to hold it, in the very deed that makes it so (`safeguards/heard_outside.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from piperoll.cases import notices
from piperoll.cases.models import Handover
from piperoll.cases.rules import AGENTS, CAUSES, HOLDING, RECALLING
from piperoll.database.statements import beside
from piperoll.runs.models import Run
from piperoll.safeguards import heard_outside
from piperoll.safeguards.answers import may_i
from piperoll.safeguards.heard_outside import News
from piperoll.safeguards.holding import let_go

sql = beside(__file__)
TELL, REFER = "tell_agent", "refer_to_agent"
"""What safeguards are asked: nothing bars telling an agent to stop; much bars handing a case to one."""


def register() -> None:
    """Have agents hear what becomes true of those whose cases they have."""
    heard_outside.register(heard)


def heard(news: News, run: int) -> None:
    """An agent who has a case of theirs gives it back, or holds it, for what became true."""
    if news.what not in RECALLING and news.what not in HOLDING:
        return
    theirs = [row.handover_id for row in sql.with_agents(customer=news.customer, invoice=news.invoice)]
    if not theirs:
        return
    deed = Run.objects.get(pk=run)
    if news.what in RECALLING:
        recall(theirs, news.what, news.why, run=deed)
    else:
        notices.write(Handover.objects.filter(pk__in=theirs), "hold", news.what, run=deed)


def recall(handovers: Sequence[int], cause: str, why: str, *, run: Run) -> list[int]:
    """Cases come back, inside a deed: which of them had not yet. What held their debts is let go, agents are told."""
    back = [
        row.handover_id
        for row in sql.recall(handovers=list(handovers), cause=cause, why=why[:200], on=run.effective_on, run=run.pk)
    ]
    for row in sql.holds(handovers=back):
        let_go(row.hold_id, on=run.effective_on, why=f"Back from {row.name}: {CAUSES[cause].lower()}", run=run.pk)
    notices.write(Handover.objects.filter(pk__in=back), "recall", cause, run=run)
    return back


def had(customer: int) -> Sequence[Any]:
    """Who has or had a customer’s case, newest first."""
    found: Sequence[Any] = sql.had(customer=customer)
    return found


def who_has(customer: int) -> Any | None:
    """The agent who has a customer’s case now, if one does."""
    return next((row for row in had(customer) if row.recalled_on is None and row.taker in AGENTS), None)


def held_of(handover: int, on: date) -> tuple[str, ...]:
    """What still stops an agent for some of the debts of a case: a dispute of one of its invoices, say."""
    return tuple(row.reason for row in sql.held_of(handover=handover, act=REFER, on=on))


def told(handovers: Sequence[int]) -> Sequence[Any]:
    """What we wrote to agents about some handovers, newest first, and where each stands."""
    found: Sequence[Any] = sql.told(handovers=list(handovers), kind=notices.KIND)
    return found


def hold_people(customer: int) -> None:
    """Lock a customer, and whoever is read with them or liable with them: nobody is protected while it is decided."""
    sql.hold_people(customer=customer)


def may_be_handed_over(customer: int, on: date) -> tuple[str, ...]:
    """Why a case may not go to an agent; nothing when it may."""
    answer = may_i(REFER, customer, on)
    return () if answer.allowed else answer.reasons
