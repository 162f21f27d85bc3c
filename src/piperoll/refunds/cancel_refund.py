"""cancel_refund: an approved refund is not paid after all; its credit is on the account again, the history stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.refunds.finding import refund_numbered
from piperoll.refunds.models import LiveRefund, Refund
from piperoll.refunds.taking_back import Ending, one_at_a_time, take_back
from piperoll.runs import running
from piperoll.safeguards.words import few_words


class OverAlready(Refused):
    """Refund {refund} ended before: {what}. Nothing was changed."""

    exit_code = 0


class InARun(Refused):
    """Refund {refund} is in refund run {refund_run}: discard that run first, or once it is released wait for the money
    to come back."""


@dataclass(frozen=True)
class RefundCancelled:
    """A refund given up: so many pence of credit on the account again."""

    run: int
    refund: int
    pence: int


def cancel_refund(*, refund: int, reason: str, on: date, at: datetime, by: Actor) -> RefundCancelled:
    """Give an approved refund up before it is in a run. Raises NoSuchRefund, WordsMissing, OverAlready, InARun."""
    by.must("cancel_refund")
    reason = few_words(reason, "why it is not paid")
    found = refund_numbered(refund)
    with running.act("cancel_refund", on=on, at=at, by=by, refund=refund, customer=found.customer_id) as run:
        one_at_a_time()
        must_stand(found)
        live = LiveRefund.objects.filter(refund=found).first()
        if live:
            raise InARun(refund=refund, refund_run=live.refund_run_id)
        back = take_back([Ending(refund, "cancelled", "", reason, on)], run=run.id, at=at)
        run.finish(pence=back.pence, said=f"Refund {refund} cancelled", why=reason)
    return RefundCancelled(run.id, refund, back.pence)


def must_stand(refund: Refund) -> None:
    """Raise OverAlready for a refund that ended."""
    end = getattr(refund, "end", None)
    if end is not None:
        raise OverAlready(refund=refund.pk, what=end.get_what_display().lower())
