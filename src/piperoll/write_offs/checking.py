"""Whether debts may be written off on a day, and for a reason: asked when somebody asks, and again when it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from piperoll.database.statements import beside
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.rules import FLAGS
from piperoll.write_offs.models import Reason
from piperoll.write_offs.rules import OUT_OF_TIME, REASONS, NotAReason

sql = beside(__file__)


class NotToBeWrittenOff(Refused):
    """{reference} cannot be written off: {why} Nothing was changed."""


class EvidenceMissing(Refused):
    """The reason “{reason}” needs evidence: {needs}. Say where it is kept, or add a file that shows it."""


class NoFlagSaysSo(Refused):
    """Nothing on {customer}’s record says “{flag}”, so “{reason}” is no reason here yet. Record it first, for everybody
    who is liable."""


class TooYoung(Refused):
    """The reason “{reason}” is for debts at least {least} days overdue; {reference} is {age}."""


class StillInTime(Refused):
    """A claim for {reference} may be brought until {last_day:%-d %B %Y}, so it is not out of time."""


def rule_for(reason: str, on: date) -> Reason:
    """What a reason needs on a day. Raises NotAReason."""
    found = Reason.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on), code=reason, valid_from__lte=on
    ).first()
    if found is None or not found.is_used:
        raise NotAReason(reason=reason, why=" at this council today", known=", ".join(in_use(on)), field="reason")
    return found


def in_use(on: date) -> dict[str, Reason]:
    """The reasons that may be given on a day, by their codes in the order of the list, each with what it needs."""
    rows = Reason.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on, is_used=True)
    found = {row.code: row for row in rows}
    return {code: found[code] for code in REASONS if code in found}


def facts(items: Sequence[int], on: date, *, besides: int = 0) -> list[Any]:
    """Debits that are open, the longest due first, with what is left of each, why it is not to be written off, and
    the last day it may be sued for (`last_day`, moved by so many `payments` of part of it). Where a part alone is held
    (`held_pence`), the rest is what is left.

    `besides` is a request that is being carried out: what it asks for is not counted as asked for.
    """
    found: list[Any] = sql.facts(items=list(items), on=on, besides=besides)
    return found


def standing(account: int, on: date) -> list[Any]:
    """Everything an account owes, with `facts` of each."""
    return facts([row.item_id for row in sql.owed(customer=account, invoices=[], on=on)], on)


def hold(items: Sequence[int]) -> None:
    """Lock some debits until the transaction ends."""
    sql.hold(items=list(items))


def must_be_fit(rows: Sequence[Any], rule: Reason, on: date) -> None:
    """Whether every one of some debits may be written off for a reason. Raises NotToBeWrittenOff, TooYoung,
    NoFlagSaysSo, StillInTime."""
    words = REASONS[rule.code]
    for row in rows:
        if row.why_not:
            raise NotToBeWrittenOff(reference=row.reference, why=row.why_not)
        if row.age_days < rule.least_age_days:
            raise TooYoung(reason=words, least=rule.least_age_days, reference=row.reference, age=row.age_days)
        if rule.code == OUT_OF_TIME and row.last_day >= on:
            raise StillInTime(reference=row.reference, last_day=row.last_day)
    if rule.flag:
        for account in {row.account for row in rows}:
            for one in sql.unflagged(account=account, flag=rule.flag, on=on):
                raise NoFlagSaysSo(customer=one.reference, flag=FLAGS[rule.flag], reason=words)
