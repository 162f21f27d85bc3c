"""record_cheque: the cheque for a released refund was drawn: its number and date go into the register, and its sum is
expected on the bank's statement by that number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.bacs.finding import paid_into
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.ledger.models import Account
from piperoll.receipting.models import Expected
from piperoll.refunds.cancel_refund import must_stand
from piperoll.refunds.finding import refund_numbered
from piperoll.refunds.models import Cheque, LiveRefund
from piperoll.refunds.rules import reference_of
from piperoll.refunds.taking_back import one_at_a_time
from piperoll.runs import running

CHEQUE_DAYS = 183
"""How long a cheque may take to be presented: banks pay none older than six months."""


class NotForACheque(Refused):
    """Refund {refund} is not in a released run of cheques, so no cheque pays it."""


class NotAChequeNumber(Refused):
    """A cheque number is six to twelve digits, not {number!r}."""


class NumberUsed(Refused):
    """Cheque {number} is in the register already, for refund {refund}."""


class DrawnBefore(Refused):
    """The cheque for refund {refund} is in the register: {number}. Nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class ChequeRecorded:
    """A cheque in the register."""

    run: int
    refund: int
    number: str
    pence: int


def record_cheque(*, refund: int, number: str, on: date, at: datetime, by: Actor) -> ChequeRecorded:
    """Enter the cheque that pays a refund, drawn on the day.

    Raises NoSuchRefund, NotAChequeNumber, OverAlready, NotForACheque, DrawnBefore, NumberUsed, NoAccountToPayInto.
    """
    by.must("record_cheque")
    number = number.strip()
    if not (number.isascii() and number.isdigit() and 6 <= len(number) <= 12):
        raise NotAChequeNumber(number=number[:40], field="number")
    found = refund_numbered(refund)
    with running.act("record_cheque", on=on, at=at, by=by, refund=refund, number=number) as run:
        one_at_a_time()
        must_stand(found)
        live = LiveRefund.objects.select_related("refund_run__verdict").filter(refund=found).first()
        if found.method != "cheque" or live is None or not hasattr(live.refund_run, "verdict"):
            raise NotForACheque(refund=refund)
        before = Cheque.objects.filter(refund=found).first()
        if before:
            raise DrawnBefore(refund=refund, number=before.number)
        other = Cheque.objects.filter(number=number).first()
        if other:
            raise NumberUsed(number=number, refund=other.refund_id, field="number")
        expected = Expected.objects.create(
            bank_account=paid_into(), account=Account.objects.get(control="refunds"),
            amount_pence=-found.amount_pence, expected_on=on, days_late=CHEQUE_DAYS, words=number,
            what=f"Cheque {number} for {reference_of(refund)}", run_id=run.id,
        )  # fmt: skip
        Cheque.objects.create(refund=found, number=number, drawn_on=on, expected=expected, run_id=run.id)
        run.finish(pence=found.amount_pence, said=f"Cheque {number} pays refund {refund}")
    return ChequeRecorded(run.id, refund, number, found.amount_pence)
