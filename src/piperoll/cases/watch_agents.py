"""watch_agents: every case that an agent has is looked at: what is paid, whose time is over, or what became of somebody
by another way than a deed on them, comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db import transaction

from piperoll.cases import agents
from piperoll.cases.rules import CAUSES, RECALLING
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.runs import running
from piperoll.runs.models import Run

sql = beside(__file__)


@dataclass(frozen=True)
class AgentsWatched:
    """So many cases with agents looked at: recalled as paid, as over, and for what protects somebody."""

    run: int
    cases: int
    paid: int
    over: int
    protected: int


def watch_agents(*, on: date, at: datetime, by: Actor) -> AgentsWatched:
    """Look at every case an agent has. Looked at again, nothing changes; killed, nothing was. Raises StillWorking."""
    with running.start("watch_agents", on=on, at=at, by=by) as run, transaction.atomic():
        sql.alone()
        (counted,) = sql.count()
        found = sql.coming_back(on=run.effective_on, recalling=list(RECALLING))
        back = dict.fromkeys(CAUSES, 0)
        deed = Run.objects.get(pk=run.id)
        for cause, rows in groupby(found, key=lambda row: row.cause):
            back[cause] = len(agents.recall([row.handover_id for row in rows], cause, CAUSES[cause], run=deed))
        paid, over = back.pop("paid"), back.pop("over")
        told = {"cases": counted.cases, "paid": paid, "over": over, "protected": sum(back.values())}
        run.finish(event="finish" if counted.cases else "find_nothing", **told)
    if run.effective_on < on:  # one that died before was ended for its own day
        return watch_agents(on=on, at=at, by=by)
    return AgentsWatched(run.id, **told)
