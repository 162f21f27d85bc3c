"""What pages and commands ask about runs."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from piperoll.database.json_columns import with_json
from piperoll.database.statements import beside

sql = beside(__file__)
CONFIDENTIAL = {"raise_concern": "see_concerns", "settle_concern": "see_concerns"}
"""Verbs of which only those with a permission may know: that there was one would tip somebody off."""
RUNS_A_PAGE = 30
REJECTIONS_A_PAGE = 50


def recent(
    *, batches: bool = True, verb: str = "", page: int = 1, many: int = RUNS_A_PAGE, may: Collection[str] = ()
) -> tuple[list[Any], bool]:
    """Runs, newest first, and whether more follow. `batches` leaves single deeds out; `may`: what the asker may do."""
    found = sql.recent(
        batches=batches, verb=verb or None, many=many + 1, skip=(page - 1) * many, hidden=hidden_from(may)
    )  # fmt: skip
    return [with_json(row, "totals") for row in found[:many]], len(found) > many


def hidden_from(may: Collection[str]) -> list[str]:
    """The verbs whose runs somebody with these permissions is told nothing of."""
    return [verb for verb, permission in CONFIDENTIAL.items() if permission not in may]


def one(run_id: int, *, may: Collection[str] = ()) -> Any | None:
    """A run with its seal, or None: there is none for whoever may not know of it."""
    (found,) = sql.one(run=run_id, hidden=hidden_from(may)) or (None,)
    return found and with_json(found, "totals", "inputs")


def numbers(run_id: int) -> list[Any]:
    """The blocks of numbers set aside for a run."""
    return list(sql.numbers(run=run_id))


def rejections(run_id: int, *, page: int = 1) -> tuple[list[Any], bool]:
    """Lines a run could not take, and whether more follow."""
    found = sql.rejections(run=run_id, many=REJECTIONS_A_PAGE + 1, skip=(page - 1) * REJECTIONS_A_PAGE)
    return found[:REJECTIONS_A_PAGE], len(found) > REJECTIONS_A_PAGE
