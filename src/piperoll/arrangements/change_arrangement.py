"""change_arrangement: what they can pay has changed: the old arrangement ends and a new one begins, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from piperoll.arrangements import ending
from piperoll.arrangements.agree_arrangement import ArrangementAsked, ArrangementWanted, asked_and_made
from piperoll.arrangements.rules import Plan
from piperoll.arrangements.standing import debts
from piperoll.customers.merging import kept_id
from piperoll.foundations.actors import Actor
from piperoll.runs import running
from piperoll.safeguards.words import held


def change_arrangement(
    *, arrangement: int, plan: Plan, why: str, items: Sequence[int] = (), on: date, at: datetime, by: Actor
) -> ArrangementAsked:
    """Plan what is still open of an arrangement afresh; `items` says which debts when they are to be others.

    Within limits it is changed at once; else the old one goes on until somebody else has decided. Raises
    NoSuchArrangement, EndedAlready and whatever `agree_arrangement` refuses.
    """
    by.must("change_arrangement")
    with running.act("change_arrangement", on=on, at=at, by=by, arrangement=arrangement) as run:
        ending.one_at_a_time()
        found = ending.must_stand(arrangement)
        account = kept_id(found.customer_id)
        held(account)
        chosen = items or [row.item_id for row in debts(arrangement) if row.open_pence > 0]
        wanted = ArrangementWanted(found.customer.reference, plan, "changed", why, chosen)
        return asked_and_made(wanted, account, arrangement, run=run, on=on, at=at)
