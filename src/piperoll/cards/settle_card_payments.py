"""settle_card_payments: what GOV.UK Pay paid into our bank account day by day, proved against our own payments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings

from piperoll.bacs.finding import paid_into
from piperoll.cards.client import GovukPay, PaymentThere
from piperoll.cards.models import CardSettlement, SettledPayment
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused, Rejection
from piperoll.ledger import posting
from piperoll.ledger.models import Account, Method
from piperoll.runs import running
from piperoll.takings.paying_in import method_of, pay_in

sql = beside(__file__)


class NoFeesAccount(Refused):
    """The ledger has no account for what collecting costs, so a settlement with fees cannot be taken in. Have one added
    with the control “collect_fees”."""


@dataclass(frozen=True)
class SettledCards:
    """How many days were settled, the payments in them, gross, fees and net pence; days that do not add up. `run` is
    None when there was nothing to settle."""

    run: int | None
    days: int
    payments: int
    gross_pence: int
    fees_pence: int
    net_pence: int
    exceptions: int


@dataclass(frozen=True)
class _Day:
    """All that GOV.UK Pay says it settled on one day."""

    day: date
    payments: Sequence[PaymentThere]
    refunds: Sequence[dict[str, Any]]

    @property
    def gross_pence(self) -> int:
        return sum(one.amount_pence for one in self.payments)

    @property
    def fees_pence(self) -> int:
        return sum(one.fee_pence for one in self.payments)


def settle_card_payments(*, on: date, at: datetime, by: Actor) -> SettledCards:
    """Take in every day before `on` that GOV.UK Pay settled: one banking a day, less fees, expected of the bank.

    A day that does not add up is an exception of the run, and is tried again the next time.
    Raises NoPayToken, GovukPayAway, NotTakenThere, NoFeesAccount, NoSuchMethod, NoAccountToPayInto.
    """
    by.must("settle_card_payments")
    there, (waits,) = GovukPay(), sql.waits_since()
    until = on - timedelta(days=1)
    if waits.since is None or waits.since > until:
        return SettledCards(None, 0, 0, 0, 0, 0, 0)
    told = _by_day(there.settled(waits.since, until), there.refunds_settled(waits.since, until))
    with running.act("settle_card_payments", on=on, at=at, by=by) as run:
        sql.one_at_a_time()
        done: list[_Day] = []
        faults = 0
        for line, one in enumerate(told, 1):
            if CardSettlement.objects.filter(settled_on=one.day).exists():
                continue
            fault = _settle(one, run)
            if fault:
                faults += 1
                run.reject([(Rejection(line, "settlement", one.day.isoformat(), fault), {})])
            else:
                done.append(one)
        gross, fees = sum(one.gross_pence for one in done), sum(one.fees_pence for one in done)
        payments = sum(len(one.payments) for one in done)
        run.finish(
            days=len(done), payments=payments, gross_pence=gross, fees_pence=fees, net_pence=gross - fees,
            exceptions=faults,
        )  # fmt: skip
    return SettledCards(run.id, len(done), payments, gross, fees, gross - fees, faults)


def _by_day(payments: Iterable[PaymentThere], refunds: Iterable[dict[str, Any]]) -> list[_Day]:
    paid, back = defaultdict(list), defaultdict(list)
    for one in payments:
        if one.settled_on:
            paid[one.settled_on].append(one)
    for refund in refunds:
        back[date.fromisoformat(refund["settlement_summary"]["settled_date"])].append(refund)
    return [_Day(day, paid[day], back[day]) for day in sorted({*paid, *back})]


def _settle(told: _Day, run: running.RunInHand) -> str:
    """Settle one day; or what stands against it in a sentence."""
    ours = {row.govuk_id: row for row in sql.named(payments=[one.govuk_id for one in told.payments])}
    fault = next((fault for one in told.payments if (fault := _fault(one, ours.get(one.govuk_id)))), "")
    fault = fault or _total_fault(told)
    if fault:
        return f"GOV.UK Pay’s settlement of {told.day:%-d %B %Y} is not taken in: {fault}"
    method = method_of("card")
    net = told.gross_pence - told.fees_pence
    banking = pay_in(
        [ours[one.govuk_id].taking_id for one in told.payments], method=method, account=paid_into(),
        slip=f"GOVUKPAY-{told.day:%Y%m%d}", amount_pence=net, run=run, words=settings.GOVUK_PAY_BANK_WORDS.upper(),
        on=told.day,
    )  # fmt: skip
    (number,) = sql.next_settlement()
    kept = CardSettlement.objects.create(
        id=number.number, settled_on=told.day, gross_pence=told.gross_pence, fees_pence=told.fees_pence, net_pence=net,
        banking=banking, journal_id=_post_fees(number.number, told, method, run), run_id=run.id,
    )  # fmt: skip
    SettledPayment.objects.bulk_create(
        SettledPayment(
            payment_id=ours[one.govuk_id].payment_id, settlement=kept, amount_pence=one.amount_pence,
            fee_pence=one.fee_pence, run_id=run.id,
        )
        for one in told.payments
    )  # fmt: skip
    return ""


def _fault(one: PaymentThere, ours: Any) -> str:
    """What stands against one payment, "" when nothing."""
    if ours is None:
        return f"it holds payment {one.govuk_id}, which is none of ours. Have the bank line placed by hand."
    if ours.taking_id is None:
        return f"payment {one.reference} has no receipt yet. Ask GOV.UK Pay what happened, then settle again."
    if ours.is_settled:
        return f"payment {one.reference} was settled before."
    if (one.amount_pence, one.total_pence) != (ours.amount_pence, ours.amount_pence):
        return f"payment {one.reference} comes to {pounds(one.total_pence)} in it, and is {pounds(ours.amount_pence)}."
    return ""


def _total_fault(told: _Day) -> str:
    """Whether what the bank will show is the payments less their fees, and something."""
    if told.refunds:
        pence = sum(int(one["amount"]) for one in told.refunds)
        return f"it holds refunds of {pounds(pence)} made there by hand. Have the bank line placed by hand."
    if told.gross_pence <= told.fees_pence:
        return f"its payments of {pounds(told.gross_pence)} less fees of {pounds(told.fees_pence)} come to nothing."
    return ""


def _post_fees(settlement: int, told: _Day, method: Method, run: running.RunInHand) -> int | None:
    if not told.fees_pence:
        return None
    if not Account.objects.filter(control="collect_fees").exists():
        raise NoFeesAccount()
    posting.open_drafts()
    (journal,) = sql.draft_fees(settlement=settlement, pence=told.fees_pence, account=method.account_id, on=told.day)
    posting.post_drafts(run=run.id, at=run.at)
    return int(journal.journal_id)
