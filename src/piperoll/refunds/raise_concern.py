"""raise_concern: somebody suspects that a refund would launder money: it is held, and few see why.

Nothing else changes: it is decided, listed and written of like any other, and waits with the words that others wait
with. To tell the customer would be an offence (Proceeds of Crime Act 2002 s.333A).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.customers.bank_details import key_ring
from piperoll.foundations.actors import Actor
from piperoll.refunds.concerns import request_for
from piperoll.refunds.models import Concern
from piperoll.runs import running
from piperoll.safeguards.words import few_words


@dataclass(frozen=True)
class ConcernRaised:
    """A concern passed on to those who are to know."""

    run: int
    request: int


def raise_concern(*, request: int, words: str, on: date, at: datetime, by: Actor) -> ConcernRaised:
    """Hold a refund that is asked for or approved. Raises NoSuchRefundRequest, WordsMissing, WordsTooLong."""
    by.must("raise_concern")
    words = few_words(words, "what concerns you", longest=1_000)
    found = request_for(request)
    with running.act("raise_concern", on=on, at=at, by=by) as run:
        Concern.objects.create(
            request=found, sealed_words=key_ring().seal(words), by_id=by.user_id, raised_on=on, run_id=run.id
        )
    return ConcernRaised(run.id, request)
