"""dormant_mandates: mandates unused for so long that the payer's bank has let them lapse are collected from no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from piperoll.council.figures import figure
from piperoll.database.statements import beside
from piperoll.direct_debit.moving import move, states_of
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

sql = beside(__file__)


class NoneDormant(Refused):
    """No mandate has gone unused for {months} months: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class Lapsed:
    """Mandates that are dormant from today, after so many months without a collection."""

    run: int
    mandates: int
    months: int


def dormant_mandates(*, on: date, at: datetime, by: Actor) -> Lapsed:
    """Mark those that lapsed. New bank details, lodged, wake one again.

    Raises NoneDormant, NoFigureHolds.
    """
    months = int(figure("mandate_dormancy_months", on))
    with running.start("dormant_mandates", on=on, at=at, by=by) as run:
        with transaction.atomic():
            wanted = [row.mandate_id for row in sql.unused(on=on, months=months)]
            states = states_of(wanted)
            lapsed = 0
            for state in ("active", "suspended"):
                some = [key for key, stands in states.items() if stands == state]
                why = [f"Nothing was collected for {months} months"] * len(some)
                lapsed += len(move(some, "lapse", state, run=run.id, on=on, at=at, reasons=why))
            run.finish(event="finish" if lapsed else "find_nothing", mandates=lapsed)
        if not lapsed:
            raise NoneDormant(months=months)
    return Lapsed(run.id, lapsed, months)
