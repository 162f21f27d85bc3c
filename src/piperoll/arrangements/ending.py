"""How arrangements end, one or many: a dated fact, the debts free, what was expected by their way expected no more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from piperoll.arrangements.models import Arrangement
from piperoll.arrangements.rules import ENDS, reference_of
from piperoll.arrangements.standing import NoSuchArrangement
from piperoll.database.statements import beside
from piperoll.direct_debit import moving
from piperoll.foundations.refusals import Refused
from piperoll.runs.running import RunInHand

sql = beside(__file__)
STOPS_THE_DEBIT = ("broken", "cancelled")
"""Ended so, nobody agreed that its Direct Debit goes on."""


class EndedAlready(Refused):
    """{arrangement} ended already ({how}): nothing was changed."""

    exit_code = 0


def one_at_a_time() -> None:
    """Nobody else ends an arrangement until this transaction ends."""
    sql.one_at_a_time()


def must_stand(arrangement: int) -> Arrangement:
    """An arrangement that has not ended. Raises NoSuchArrangement, EndedAlready."""
    found = Arrangement.objects.select_related("customer", "end").filter(pk=arrangement).first()
    if found is None:
        raise NoSuchArrangement(arrangement=arrangement)
    if hasattr(found, "end"):
        raise EndedAlready(arrangement=reference_of(found.pk), how=ENDS[found.end.what].lower())
    return found


def end(arrangements: Sequence[int], what: str, why: str, *, run: RunInHand, on: date, at: datetime) -> int:
    """End some that stand; how many. Where nobody agreed that it goes on, their Direct Debits are suspended."""
    ended = sql.end(arrangements=list(arrangements), what=what, why=why, on=on, run=run.id)
    if what in STOPS_THE_DEBIT:
        _suspend({row.mandate_id: row.arrangement_id for row in ended if row.mandate_id}, what, run=run, on=on, at=at)
    return len(ended)


def _suspend(mandates: dict[int, int], what: str, *, run: RunInHand, on: date, at: datetime) -> None:
    states = moving.states_of(sorted(mandates))
    for state in ("lodging", "active"):
        some = [mandate for mandate in sorted(mandates) if states[mandate] == state]
        reasons = [f"{reference_of(mandates[mandate])} {ENDS[what].lower()}" for mandate in some]
        if some:
            moving.move(some, "suspend", state, run=run.id, on=on, at=at, reasons=reasons)
