"""set_collection_plan: how much a mandate collects and on which days, from today on; the payer hears before it does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.direct_debit import planning
from piperoll.direct_debit.deeds import held
from piperoll.direct_debit.planning import PlanTold
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

FROM = ("set_up", "lodging", "active", "suspended")


class PlannedAlready(Refused):
    """It collects just so already: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class Planned:
    """A mandate's plan from today on, in words."""

    run: int
    mandate: int
    reference: str
    plan: str


def set_collection_plan(*, mandate: int, plan: PlanTold, on: date, at: datetime, by: Actor) -> Planned:
    """Plan afresh: what was noticed under the plan before is not collected any more.

    Raises NoSuchMandate, NotInThatState, BadPlan, PlannedAlready.
    """
    tidied = plan.tidied(on)
    with running.act("set_collection_plan", on=on, at=at, by=by, mandate=mandate) as run:
        found, _ = held(mandate, among=FROM)
        if planning.same(planning.plan_now(mandate, on), tidied):
            raise PlannedAlready()
        said = planning.in_words(planning.record(mandate, tidied, run=run.id, on=on))
        run.finish(mandate=mandate, plan=said)
    return Planned(run.id, mandate, found.reference, said)
