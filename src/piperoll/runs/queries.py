"""What pages and commands ask about runs."""

from __future__ import annotations

from typing import Any

from piperoll.database.json_columns import with_json
from piperoll.database.statements import beside

sql = beside(__file__)
RUNS_A_PAGE = 30
REJECTIONS_A_PAGE = 50


def recent(*, batches: bool = True, verb: str = "", page: int = 1, many: int = RUNS_A_PAGE) -> tuple[list[Any], bool]:
    """Runs, newest first, and whether more follow. `batches` leaves single deeds out."""
    found = sql.recent(batches=batches, verb=verb or None, many=many + 1, skip=(page - 1) * many)
    return [with_json(row, "totals") for row in found[:many]], len(found) > many


def one(run_id: int) -> Any | None:
    """A run with its seal, or None."""
    (found,) = sql.one(run=run_id) or (None,)
    return found and with_json(found, "totals", "inputs")


def numbers(run_id: int) -> list[Any]:
    """The blocks of numbers set aside for a run."""
    return list(sql.numbers(run=run_id))


def rejections(run_id: int, *, page: int = 1) -> tuple[list[Any], bool]:
    """Lines a run could not take, and whether more follow."""
    found = sql.rejections(run=run_id, many=REJECTIONS_A_PAGE + 1, skip=(page - 1) * REJECTIONS_A_PAGE)
    return found[:REJECTIONS_A_PAGE], len(found) > REJECTIONS_A_PAGE
