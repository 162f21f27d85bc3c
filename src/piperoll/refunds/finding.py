"""Finding refunds and refund runs, and refusing those there are not."""

from __future__ import annotations

from piperoll.foundations.refusals import Refused
from piperoll.refunds.models import Refund, RefundRun


class NoSuchRefund(Refused):
    """There is no refund {refund}. See Refunds for those there are."""


class NoSuchRefundRun(Refused):
    """There is no refund run {refund_run}. See Refunds, Runs."""


def refund_numbered(refund: int) -> Refund:
    """A refund by its number. Raises NoSuchRefund."""
    found = Refund.objects.select_related("request", "customer", "payee").filter(pk=refund).first()
    if found is None:
        raise NoSuchRefund(refund=refund)
    return found


def run_numbered(refund_run: int) -> RefundRun:
    """A refund run by its number. Raises NoSuchRefundRun."""
    found = RefundRun.objects.filter(pk=refund_run).first()
    if found is None:
        raise NoSuchRefundRun(refund_run=refund_run)
    return found
