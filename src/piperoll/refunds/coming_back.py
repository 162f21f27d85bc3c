"""Refunds that were let go and did not arrive: the credit is back, and what the bank will show is known beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from piperoll.bacs.finding import paid_into
from piperoll.database.statements import beside
from piperoll.ledger.models import Account
from piperoll.receipting.models import Expected
from piperoll.refunds.taking_back import Ending, take_back

sql = beside(__file__)


def bring_back(endings: Sequence[Ending], *, run: int, on: date, at: datetime, went: bool = True) -> int:
    """End refunds and expect their money: what a file paid comes back in, a cheque not presented is expected no more.

    What no file was made of, or Bacs would not take (`went` is false), is simply expected no longer. Returns the
    pence on accounts again.
    """
    refunds = [one.refund for one in endings]
    never_went = {row.refund_id for row in sql.never_went(refunds=refunds)} if went else set(refunds)
    counts = take_back(endings, run=run, at=at)
    sql.expect_less(refunds=sorted(never_went), run=run)
    for row in sql.went(refunds=[one for one in refunds if one not in never_went], run=run):
        Expected.objects.create(
            bank_account=paid_into(), account=Account.objects.get(control="refunds"), amount_pence=row.amount_pence,
            expected_on=on, what=f"REFUND-{row.refund_id} that came back", run_id=run,
        )  # fmt: skip
    return int(counts.pence)
