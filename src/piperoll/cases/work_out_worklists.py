"""work_out_worklists: every account with something overdue gets its owner and what is next on it, as they stand today.

Once a day is enough, before people come in: what they do then puts the accounts they touch right at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from piperoll.cases import standing
from piperoll.foundations.actors import Actor
from piperoll.runs import running


@dataclass(frozen=True)
class WorklistsWorkedOut:
    """How many accounts are on the lists, how many of them changed, and how many left because nothing is overdue."""

    run: int
    accounts: int
    changed: int
    gone: int


def work_out_worklists(*, on: date, at: datetime, by: Actor) -> WorklistsWorkedOut:
    """Work the ladder out for everybody and put the lists right; done again, nothing changes.

    Raises StillWorking, NoFigureHolds.
    """
    with running.start("work_out_worklists", on=on, at=at, by=by) as run, transaction.atomic():
        totals = standing.work_out_all(run.effective_on, run=run.id)._asdict()
        run.finish(**totals)
    if run.effective_on < on:  # one that died before was ended for its own day
        return work_out_worklists(on=on, at=at, by=by)
    return WorklistsWorkedOut(run.id, **totals)
