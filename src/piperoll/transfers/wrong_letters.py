"""What was written to customers while a payment stood in the wrong place: what it said, and should have said."""

from __future__ import annotations

from typing import Any

from piperoll.database.statements import beside
from piperoll.foundations.refusals import Refused
from piperoll.runs.models import Run

sql = beside(__file__)


class TookNothingBack(Refused):
    """Run {run} took no payment back, so no letter was wrong because of one."""


def wrong_letters(run: int) -> list[Any]:
    """Statements and letters of everybody whose account a run put right, oldest first, drawn up while it was wrong.

    Of a statement `said_pence` is the closing balance on it and `should_pence` what it would have been; of any other
    letter both are None: somebody has to read it. Raises TookNothingBack.
    """
    if not sql.took_back(run=run):
        raise TookNothingBack(run=run)
    found: list[Any] = sql.wrong(run=run, at=Run.objects.get(pk=run).started_at)
    return found


def letters_at_stake(placements: list[int]) -> int:
    """How many statements and letters went out while these placements stood, for the preview of a repair."""
    return int(sql.at_stake(placements=placements)[0].many)
