"""settle_card_payments: what GOV.UK Pay paid into our bank account day by day, proved against our own payments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from piperoll.cards import settling
from piperoll.cards.client import DisputeThere, GovukPay, PaymentThere, RefundThere
from piperoll.cards.models import CardSettlement
from piperoll.cards.settling import Day
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Rejection
from piperoll.runs import running

sql = beside(__file__)
_Told = TypeVar("_Told", PaymentThere, RefundThere, DisputeThere)


@dataclass(frozen=True)
class SettledCards:
    """How many days were settled, the payments in them, gross, refunds, disputes lost, fees and net pence; what is owed
    to GOV.UK Pay of days on which more went back than came; days that do not add up. `run` is None when there was
    nothing to settle."""

    run: int | None
    days: int
    payments: int
    gross_pence: int
    refunds_pence: int
    disputes_pence: int
    fees_pence: int
    net_pence: int
    owed_pence: int
    exceptions: int


def settle_card_payments(*, on: date, at: datetime, by: Actor) -> SettledCards:
    """Take in every day before `on` that GOV.UK Pay settled: one banking a day, less what was kept, is expected. Where
    more was kept than came in, the rest is owed to GOV.UK Pay, and the bank will show it as a debit.

    A day that does not add up is an exception of the run, and is tried again the next time.
    Raises NoPayToken, GovukPayAway, NotTakenThere, NoFeesAccount, NoSuchMethod, NoAccountToPayInto.
    """
    by.must("settle_card_payments")
    there, (waits,) = GovukPay(), sql.waits_since()
    until = on - timedelta(days=1)
    if waits.since is None or waits.since > until:
        return SettledCards(None, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    told = _by_day(
        until, there.settled(waits.since, on), there.refunds_settled(waits.since, on),
        there.disputes_settled(waits.since, on),
    )  # fmt: skip
    with running.act("settle_card_payments", on=on, at=at, by=by) as run:
        settling.one_at_a_time()
        done: list[Day] = []
        faults = 0
        for line, one in enumerate(told, 1):
            if CardSettlement.objects.filter(settled_on=one.day).exists():
                continue
            fault = settling.settle(one, run)
            if fault:
                faults += 1
                run.reject([(Rejection(line, "settlement", one.day.isoformat(), fault), {})])
            else:
                done.append(one)
        settled = SettledCards(
            run.id, len(done), sum(len(one.payments) for one in done), sum(one.gross_pence for one in done),
            sum(one.refunds_pence for one in done), sum(one.disputes_pence for one in done),
            sum(one.fees_pence for one in done), sum(one.net_pence for one in done),
            sum(max(-one.net_pence, 0) for one in done), faults,
        )  # fmt: skip
        run.finish(**{name: value for name, value in asdict(settled).items() if name != "run"})
    return settled


def _by_day(
    until: date, payments: Iterable[PaymentThere], refunds: Iterable[RefundThere], disputes: Iterable[DisputeThere]
) -> list[Day]:
    """What was settled day by day; nothing of a day that may not be whole yet."""
    paid, back, lost = _days(payments), _days(refunds), _days(disputes)
    days = sorted(day for day in {*paid, *back, *lost} if day <= until)
    return [Day(day, paid[day], back[day], lost[day]) for day in days]


def _days(told: Iterable[_Told]) -> defaultdict[date, list[_Told]]:
    found: defaultdict[date, list[_Told]] = defaultdict(list)
    for one in told:
        if one.settled_on:
            found[one.settled_on].append(one)
    return found
