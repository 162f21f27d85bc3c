"""settle_concern: whoever is to know has looked into a concern, and the refund may go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.customers.bank_details import key_ring
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.refunds.concerns import open_of, request_for
from piperoll.refunds.models import ConcernSettled
from piperoll.refunds.taking_back import one_at_a_time
from piperoll.runs import running
from piperoll.safeguards.words import few_words


class NoConcern(Refused):
    """Nobody has a concern about request {request} that is not settled. Nothing was changed."""

    exit_code = 0


class OwnConcern(Refused):
    """You raised this concern yourself: somebody else settles it."""


@dataclass(frozen=True)
class ConcernsSettled:
    """The concerns about a request that were settled."""

    run: int
    request: int
    concerns: int


def settle_concern(*, request: int, words: str, on: date, at: datetime, by: Actor) -> ConcernsSettled:
    """Let a refund go that was held. Raises NoSuchRefundRequest, WordsMissing, NoConcern, OwnConcern."""
    by.must("settle_concern")
    words = few_words(words, "what you found", longest=1_000)
    request_for(request)
    with running.act("settle_concern", on=on, at=at, by=by) as run:
        one_at_a_time()
        standing = open_of(request)
        if not standing:
            raise NoConcern(request=request)
        if any(one.by_id == by.user_id for one in standing):
            raise OwnConcern()
        for one in standing:
            ConcernSettled.objects.create(
                concern=one, sealed_words=key_ring().seal(words), by_id=by.user_id, settled_on=on, run_id=run.id
            )
    return ConcernsSettled(run.id, request, len(standing))
