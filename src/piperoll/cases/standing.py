"""The list itself: every account with something overdue, or something set as next, worked out anew; or some of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from piperoll.cases.rules import EXCHANGES, OF_STAGES
from piperoll.council.figures import figure
from piperoll.database.statements import beside
from piperoll.recovery import ladder

sql = beside(__file__)


def work_out_all(on: date, *, run: int) -> Any:
    """Everybody's, inside a transaction; how many `accounts` are on the list, `changed` and are `gone` from it.

    Raises NoFigureHolds.
    """
    ladder.work_out(on)
    sql.alone()
    return _kept(on, run=run, everybody=True)


def work_out_some(customers: Sequence[int], on: date, *, run: int) -> None:
    """Those of some customers, inside a transaction, after a deed changed what is next or whose it is.

    Raises NoFigureHolds.
    """
    sql.beside()
    ladder.work_out(on, [row.account_id for row in sql.accounts_of(customers=list(customers))])
    _kept(on, run=run, everybody=False)


def _kept(on: date, *, run: int, everybody: bool) -> Any:
    days = int(figure("case_review_days", on))
    return sql.keep(on=on, all=everybody, run=run, review_days=days, of_stages=json.dumps(OF_STAGES),
        kinds=json.dumps(EXCHANGES),
    )[0]  # fmt: skip
