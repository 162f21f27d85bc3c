"""Ending a count of cash: what was counted is paid in, and a difference stands on the account for it."""

from __future__ import annotations

from piperoll.database.statements import beside
from piperoll.foundations.refusals import Refused
from piperoll.ledger import posting
from piperoll.runs.running import RunInHand
from piperoll.takings.models import Banking, CashUp, CashUpEnd, CashUpTaking
from piperoll.takings.paying_in import method_of, pay_in

sql = beside(__file__)


class NoSuchCashUp(Refused):
    """There is no cash-up {cash_up}. See those that wait under Money in, Paid in."""


class CashUpEnded(Refused):
    """Cash-up {cash_up} was {what} already, by {by}. Nothing was changed."""

    exit_code = 0


class OwnCount(Refused):
    """You counted cash-up {cash_up} yourself: somebody else must look at its difference."""


def hold_till(till: str) -> None:
    """One count of a till at a time, until the transaction ends."""
    sql.hold_till(till=till)


def waiting(cash_up: int) -> CashUp:
    """A count nobody has ended yet, its till held. Raises NoSuchCashUp, CashUpEnded."""
    found = CashUp.objects.select_related("bank_account").filter(pk=cash_up).first()
    if found is None:
        raise NoSuchCashUp(cash_up=cash_up)
    hold_till(found.till)
    end = CashUpEnd.objects.select_related("ended_by").filter(pk=cash_up).first()
    if end:
        raise CashUpEnded(
            cash_up=cash_up, what="banked" if end.banking_id else "refused", by=end.ended_by.name
        )  # fmt: skip
    return found


def bank(cash_up: CashUp, *, reason: str, run: RunInHand) -> Banking:
    """Pay in what was counted, inside a verb's transaction; what it is more or less than was taken is posted."""
    method = method_of("cash")
    takings = list(CashUpTaking.objects.filter(cash_up=cash_up).order_by("taking").values_list("taking", flat=True))
    difference = cash_up.counted_pence - cash_up.taken_pence
    journal = None
    if difference:
        posting.open_drafts()
        (drafted,) = sql.draft(
            cash_up=cash_up.pk, account=method.account_id, pence=difference, on=run.effective_on
        )  # fmt: skip
        journal = drafted.journal_id
        posting.post_drafts(run=run.id, at=run.at)
    banking = pay_in(
        takings, method=method, account=cash_up.bank_account, slip=cash_up.slip, amount_pence=cash_up.counted_pence,
        run=run,
    )  # fmt: skip
    CashUpEnd.objects.create(
        cash_up=cash_up, banking=banking, difference_pence=difference, journal_id=journal,
        counted_by_id=cash_up.counted_by_id, ended_by_id=run.by.user_id, reason=reason, run_id=run.id,
    )  # fmt: skip
    return banking
