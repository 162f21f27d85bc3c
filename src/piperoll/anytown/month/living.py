"""The month lived day by day: each morning's statements, what is paid, what people do, and how the books stand when the
day is done."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from piperoll.anytown.month import by_itself
from piperoll.anytown.month.banks import Banks
from piperoll.anytown.month.diary import working_day, working_days
from piperoll.anytown.month.office import Office, make_ready
from piperoll.anytown.month.touches import TOUCHES
from piperoll.cards.stub import TOKEN, Books, Stub
from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import Allocated
from piperoll.receipting.models import Suspense
from piperoll.receivables.models import ItemBalance
from piperoll.reconciliation.bank_days import positions

A_DAY, BESIDES = 7, 12
"""So many bills are paid on a day at most, and so many more besides (Direct Debits, and what a week begins with)."""


@dataclass(frozen=True)
class Evening:
    """How the books stand when a day is done: `apart` names each bank account whose ledger is not what its bank says,
    `astray` each bill that is not open for just the pence its payer owes.

    `lines` came from the banks; `allocated` receipts found what they were for, `expected` were known to come, and
    `in_funds` were other ledgers'. `waiting` receipts are in suspense, to be looked at.
    """

    on: date
    lines: int
    allocated: int
    expected: int
    in_funds: int
    waiting: tuple[str, ...]
    apart: tuple[str, ...]
    astray: tuple[str, ...]


def live(folder: Path, *, team: dict[str, Actor], days: int | None = None) -> Iterator[Evening]:
    """Live the month's first `days` (all, unless told), in a council that is set up and empty; an evening at a time."""
    diary = working_days()[:days]
    with _stand_in() as stub:
        office = Office(folder, team, Banks(folder), stub)
        make_ready(office, A_DAY * len(diary) + BESIDES, working_day(2))
        for number, on in enumerate(diary):
            by_itself.happens(office, on, number)
            for touch in TOUCHES:
                if touch.falls_on(number) and not touch.is_afternoon:
                    touch.do(office, on)
            lines = by_itself.taken_in(office, on, number)
            done = by_itself.placed(office, on)
            for touch in TOUCHES:
                if touch.is_afternoon and touch.falls_on(number):
                    touch.do(office, on)
            yield _evening(office, on, lines, done)


def _evening(office: Office, on: date, lines: int, done: Allocated) -> Evening:
    waits = Suspense.objects.exclude(open_pence=0).order_by("receipt_id").values_list("receipt__reference", flat=True)
    apart = [row.code for row in positions(on) if row.bank_pence != row.ledger_pence]
    owed = ItemBalance.objects.filter(item__kind="instalment").exclude(open_pence=0)
    astray = set(owed.values_list("item__reference", "open_pence")) ^ set(office.unpaid(on).items())
    return Evening(
        on, lines, done.allocated, done.expected, done.for_funds, tuple(waits), tuple(apart),
        tuple(sorted({number for number, _ in astray})),
    )  # fmt: skip


@contextmanager
def _stand_in() -> Iterator[Stub]:
    """GOV.UK Pay's stand-in, serving for as long as it takes, whatever is named."""
    named = settings.GOVUK_PAY_URL, settings.GOVUK_PAY_TOKEN
    with Stub(books=Books(fee_pence=20)) as stub:
        threading.Thread(target=stub.serve_forever, daemon=True).start()
        settings.GOVUK_PAY_URL, settings.GOVUK_PAY_TOKEN = stub.url, TOKEN
        try:
            yield stub
        finally:
            settings.GOVUK_PAY_URL, settings.GOVUK_PAY_TOKEN = named
            stub.shutdown()
