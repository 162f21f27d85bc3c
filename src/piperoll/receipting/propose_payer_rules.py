"""propose_payer_rules: what officers place by hand again and again is proposed as a rule, with its effect so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from piperoll.foundations.actors import Actor
from piperoll.receipting.payer_rules import sql
from piperoll.runs import running

LOOKED_BACK = timedelta(days=90)
OFTEN = 3
"""So many receipts of one name placed by hand on one customer make a rule worth proposing."""
RIGHT_TO_WRONG = 20
"""And at most one in so many of that name was placed elsewhere."""


@dataclass(frozen=True)
class Proposed:
    """How many rules wait for a decision that did not before."""

    run: int
    rules: int


def propose_payer_rules(*, on: date, at: datetime, by: Actor) -> Proposed:
    """Look at the 90 days up to a day; each rule found is kept with its effect and does nothing until approved."""
    with running.act("propose_payer_rules", on=on, at=at, by=by) as run:
        sql.one_at_a_time()
        (kept,) = sql.propose(since=on - LOOKED_BACK, on=on, often=OFTEN, right_to_wrong=RIGHT_TO_WRONG, run=run.id)
        run.finish(rules=kept.many)
    return Proposed(run.id, kept.many)
