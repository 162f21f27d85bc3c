"""measure_matching: how well receipts were matched over a year, published; and from which score a suggestion is
certain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from piperoll.council.figures import figure
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.receipting.certainty import Certain, certain_from
from piperoll.receipting.models import MatchingRecord
from piperoll.runs import running

sql = beside(__file__)
LOOKED_BACK = timedelta(days=365)


@dataclass(frozen=True)
class Measured:
    """A year's record: receipts, those the engine placed by itself, those of them found wrong later, and so on.

    `certain` is None while no score has been right often enough.
    """

    run: int
    receipts: int
    by_engine: int
    taken_back: int
    waiting: int
    middle_days: int | None
    suggested: int
    suggested_right: int
    customer_right: int
    certain: int | None


def measure_matching(*, on: date, at: datetime, by: Actor) -> Measured:
    """Measure the year up to a day and keep what was found. Raises NoFigureHolds."""
    with running.act("measure_matching", on=on, at=at, by=by) as run:
        sql.one_at_a_time()
        allowed, since = figure("certain_wrong_per_thousand", on), on - LOOKED_BACK
        decisions = sql.decisions(since=since, on=on)
        certain = certain_from(((row.score, row.decided, row.wrong) for row in decisions), allowed)
        (record,) = sql.record(since=since, on=on)
        decided, wrong = sum(row.decided for row in decisions), sum(row.wrong for row in decisions)
        found = {
            **record._asdict(), "suggested": decided, "suggested_right": decided - wrong,
            "customer_right": sum(row.customer_right for row in decisions),
        }  # fmt: skip
        MatchingRecord.objects.create(
            since=since, until=on, wrong_per_thousand=allowed, run_id=run.id, certain_score=certain.score,
            certain_decided=certain.decided, certain_wrong=certain.wrong, **found,
        )  # fmt: skip
        run.finish(certain=certain.score, **found)
    return Measured(run.id, certain=certain.score, **found)


def certain_now() -> Certain:
    """What the newest measurement says is certain; nothing before the first."""
    newest = MatchingRecord.objects.order_by("-id").first()
    return (
        Certain(newest.certain_score, newest.certain_decided, newest.certain_wrong) if newest else Certain(None, 0, 0)
    )
