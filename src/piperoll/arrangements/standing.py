"""Arrangements as they stand: what an account owes, where each arrangement is, what was due when and what came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from piperoll.arrangements.models import PlannedPayment
from piperoll.arrangements.rules import Due
from piperoll.customers.merging import kept_id
from piperoll.customers.queries import by_reference
from piperoll.database.statements import beside
from piperoll.foundations.refusals import Refused

sql = beside(__file__)


class NoSuchArrangement(Refused):
    """There is no arrangement {arrangement}. They stand under Recovery, Arrangements, and on each customer's record."""


class NoSuchDebt(Refused):
    """Nothing of {reference} is owed by {customer}."""


@dataclass(frozen=True)
class PaymentStands:
    """One planned payment and what has come for it; `wanted_pence` is less than planned where the debts became less."""

    due_on: date
    pence: int
    wanted_pence: int
    came_pence: int


def owed(account: int, on: date, *, besides: int = 0, mandate: int = 0, request: int = 0) -> list[Any]:
    """What an account owes, the longest due first, with `why_not` where it cannot go into an arrangement.

    `besides` is an arrangement that is being changed, `mandate` the Direct Debit that is to pay, `request` the one that
    asks for it.
    """
    found: list[Any] = sql.owed(account=account, on=on, besides=besides, mandate=mandate, request=request)
    return found


def waiting(account: int) -> list[Any]:
    """Arrangements asked for that somebody else is still to decide, the newest first."""
    found: list[Any] = sql.waiting(account=account)
    return found


def listed(
    on: date, *, account: int | None = None, state: str = "", ended: bool = False, most: int, after: int = 0
) -> list[Any]:
    """Arrangements with where each stands that day, those that need somebody first. `state` may be `review` too: those
    that are due to be looked at.

    Once all were looked at that day (`watch_arrangements`), everybody's are found by where they stood then.
    """
    if account is None and _were_seen(on):
        page = [row.id for row in sql.page(on=on, state=state, ended=ended, most=most, after=after)]
        found = {row.id: row for row in _these(page, on)}
        return [found[one] for one in page]
    return list(sql.listed(on=on, these=None, account=account, state=state, ended=ended, most=most, after=after))


def _were_seen(on: date) -> bool:
    return bool(sql.were_seen(on=on)[0].were)


def _these(arrangements: list[int], on: date) -> list[Any]:
    return list(
        sql.listed(on=on, these=arrangements, account=None, state="", ended=True, most=len(arrangements), after=0)
    )


def stands(arrangement: int, on: date) -> Any:
    """Where one stands, ended or not. Raises NoSuchArrangement."""
    for row in _these([arrangement], on):
        return row
    raise NoSuchArrangement(arrangement=arrangement)


def unheard(arrangement: int, on: date) -> Any | None:
    """Why the letter that its payment is late reached nobody, and since when; None when it did, or none was written."""
    return next(iter(sql.unheard(arrangement=arrangement, on=on)), None)


def counts(on: date) -> list[Any]:
    """How many stand in each state, and what is open and behind; once all were looked at that day, as they stood
    then."""
    return list(sql.counts_seen() if _were_seen(on) else sql.counts(on=on))


def debts(arrangement: int) -> list[Any]:
    """The debts of one, as agreed and as now."""
    found: list[Any] = sql.debts(arrangement=arrangement)
    return found


def story(arrangement: int) -> list[Any]:
    """What happened to one, the newest first."""
    found: list[Any] = sql.story(arrangement=arrangement)
    return found


def planned(arrangement: int) -> list[Due]:
    """The payments as they were agreed."""
    rows = PlannedPayment.objects.filter(arrangement_id=arrangement).order_by("due_on")
    return [Due(row.due_on, row.pence) for row in rows]


def payments(plan: Sequence[Due], *, paid: int, wanted: int) -> list[PaymentStands]:
    """Each planned payment with what has come: the oldest first takes what was `paid`, the last go where less is
    `wanted` than was planned."""
    stands, so_far = [], 0
    for due in plan:
        asked = max(0, min(due.pence, wanted - so_far))
        stands.append(PaymentStands(due.due_on, due.pence, asked, max(0, min(asked, paid - so_far))))
        so_far += asked
    return stands


def debts_named(customer: str, references: Sequence[str], *, on: date) -> list[int]:
    """The open debts of some invoices of a customer. Raises NoSuchCustomer, NoSuchDebt."""
    if not references:
        return []
    rows = owed(kept_id(by_reference(customer).pk), on)
    wanted = ["".join(reference.split()).upper() for reference in references]
    for reference in wanted:
        if reference not in {row.reference for row in rows}:
            raise NoSuchDebt(reference=reference[:40], customer=customer)
    return [row.item_id for row in rows if row.reference in wanted]
