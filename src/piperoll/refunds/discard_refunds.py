"""discard_refunds: a refund run that should not go is given up, with a reason; its refunds may be chosen again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.foundations.actors import Actor
from piperoll.refunds.finding import run_numbered
from piperoll.refunds.models import LiveRefund
from piperoll.refunds.release_refunds import decide, must_be_undecided
from piperoll.refunds.taking_back import one_at_a_time
from piperoll.runs import running
from piperoll.safeguards.words import few_words


@dataclass(frozen=True)
class RefundsDiscarded:
    """A refund run given up: so many refunds let go."""

    run: int
    refund_run: int
    refunds: int


def discard_refunds(*, refund_run: int, reason: str, on: date, at: datetime, by: Actor) -> RefundsDiscarded:
    """Give a refund run up before it is released; whoever chose it may.

    Raises NoSuchRefundRun, RunReleasedAlready, RunDiscardedAlready, WordsMissing.
    """
    by.must("discard_refunds")
    reason = few_words(reason, "why it should not go")
    found = run_numbered(refund_run)
    must_be_undecided(found)
    with running.act("discard_refunds", on=on, at=at, by=by, refund_run=refund_run) as run:
        one_at_a_time()
        decide(found, "discarded", reason, run)
        many, _ = LiveRefund.objects.filter(refund_run=found).delete()
        run.finish(refunds=many)
    return RefundsDiscarded(run.id, refund_run, many)
