"""discard_collection: a collection run that should not go is given up, with a reason; what it held is free again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.bacs.finding import run_numbered
from piperoll.bacs.release_collection import must_be_undecided
from piperoll.bacs.release_collection import sql as releasing
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.runs import running
from piperoll.safeguards.words import few_words

sql = beside(__file__)


@dataclass(frozen=True)
class Discarded:
    """A collection run given up: so many collections let go."""

    run: int
    collection_run: int
    collections: int


def discard_collection(*, collection_run: int, reason: str, on: date, at: datetime, by: Actor) -> Discarded:
    """Give a collection run up before it is released; whoever chose it may.

    Raises NoSuchCollectionRun, ReleasedAlready, DiscardedAlready, WordsMissing, WordsTooLong.
    """
    by.must("discard_collection")
    reason = few_words(reason, "why")
    run_numbered(collection_run)
    must_be_undecided(collection_run)
    with running.act("discard_collection", on=on, at=at, by=by, collection_run=collection_run) as run:
        decided = releasing.decide(
            collection_run=collection_run, what="discarded", by=by.user_id, reason=reason, at=at, run=run.id
        )
        if not decided:
            must_be_undecided(collection_run)
        (let_go,) = sql.let_go(collection_run=collection_run, reason=reason, on=on, run=run.id)
        run.finish(collections=let_go.many)
    return Discarded(run.id, collection_run, let_go.many)
