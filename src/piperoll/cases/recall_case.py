"""recall_case: a case comes back from whoever took it on; an agent is told, and its owner decides what follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.cases import agents, standing
from piperoll.customers.queries import by_reference
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.runs.models import Run
from piperoll.safeguards.words import few_words, held


class WithNobody(Refused):
    """The case of {customer} is with nobody else: there is nothing to recall."""

    exit_code = 0


@dataclass(frozen=True)
class CaseRecalled:
    """A case that is ours again, and from whom."""

    run: int
    handover: int
    customer: str
    name: str


def recall_case(*, customer: str, reason: str, on: date, at: datetime, by: Actor) -> CaseRecalled:
    """Take a case back. Raises NoSuchCustomer, WithNobody, WordsMissing, WordsTooLong, CardNumber, NoFigureHolds."""
    by.must("recall_case")
    why = few_words(reason, "why it comes back")
    whose = by_reference(customer)
    with running.act("recall_case", on=on, at=at, by=by, customer=whose.pk) as run:
        held(whose.pk)
        away = next((row for row in agents.had(whose.pk) if row.recalled_on is None), None)
        if away is None or not agents.recall([away.id], "asked", why, run=Run.objects.get(pk=run.id)):
            raise WithNobody(customer=whose.reference)
        standing.work_out_some([whose.pk], on, run=run.id)
        run.finish(handover=away.id, said=f"Recalled from {away.name}", why=why)
    return CaseRecalled(run.id, away.id, whose.reference, away.name)
