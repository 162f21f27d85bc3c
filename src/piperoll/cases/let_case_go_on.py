"""let_case_go_on: what an agent held a case for is settled and nothing stops it any more: they are told to go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.cases import agents, notices, standing
from piperoll.cases.models import Handover
from piperoll.customers.queries import by_reference
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.runs.models import Run
from piperoll.safeguards.words import few_words, held


class NotHeldByAnAgent(Refused):
    """No agent was told to hold the case of {customer}: nothing was changed."""

    exit_code = 0


class StillToBeHeld(Refused):
    """The case of {customer} is still to be held. {why} Settle that first, or recall the case."""


@dataclass(frozen=True)
class CaseGoesOn:
    """A case an agent holds no more."""

    run: int
    handover: int
    customer: str
    name: str


def let_case_go_on(*, customer: str, reason: str, on: date, at: datetime, by: Actor) -> CaseGoesOn:
    """Tell the agent to go on. Raises NoSuchCustomer, NotHeldByAnAgent, StillToBeHeld, WordsMissing, WordsTooLong,
    CardNumber, NoFigureHolds."""
    by.must("let_case_go_on")
    why = few_words(reason, "why it goes on")
    whose = by_reference(customer)
    with running.act("let_case_go_on", on=on, at=at, by=by, customer=whose.pk) as run:
        held(whose.pk)
        away = agents.who_has(whose.pk)
        if away is None or away.told_to_hold_on is None:
            raise NotHeldByAnAgent(customer=whose.reference)
        stops = [*agents.may_be_handed_over(whose.pk, on), *agents.held_of(away.id, on)]
        if stops:
            raise StillToBeHeld(customer=whose.reference, why=" ".join(stops))
        notices.write(Handover.objects.filter(pk=away.id), "go_on", "", run=Run.objects.get(pk=run.id))
        standing.work_out_some([whose.pk], on, run=run.id)
        run.finish(handover=away.id, said=f"{away.name} goes on", why=why)
    return CaseGoesOn(run.id, away.id, whose.reference, away.name)
