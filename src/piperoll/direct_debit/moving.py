"""The one way to move mandates along their life: those still where they were seen, with an event each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from piperoll.database.statements import beside
from piperoll.direct_debit.states import MANDATE_STATES

sql = beside(__file__)


def move(
    mandates: Sequence[int],
    event: str,
    was: str,
    *,
    run: int,
    on: date,
    at: datetime,
    reasons: Sequence[str] = (),
    codes: Sequence[str] = (),
    advices: Sequence[str] = (),
    may_collect_from: date | None = None,
    customer: int | None = None,
) -> list[int]:
    """Move those that still stand at `was`, one reason, Bacs code and advice each; which they were.

    `may_collect_from` is told when they are lodged; `customer` when they are transferred. Raises NotFromHere for an
    event that cannot be.
    """
    becomes = MANDATE_STATES.after(event, was)
    blank = [""] * len(mandates)
    moved = sql.move(
        mandates=list(mandates), event=event, was=was, becomes=becomes, run=run, on=on, at=at,
        reasons=list(reasons) or blank, codes=list(codes) or blank, advices=list(advices) or blank,
        may_collect_from=may_collect_from, customer=customer,
    )  # fmt: skip
    return [row.mandate_id for row in moved]


def states_of(mandates: Sequence[int]) -> dict[int, str]:
    """Where these mandates stand, each held until the transaction ends."""
    return {row.mandate_id: row.state for row in sql.hold(mandates=list(mandates))}
