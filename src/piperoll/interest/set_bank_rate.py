"""set_bank_rate: the Bank of England decided a rate; it holds from its day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from piperoll.council.dating import NoAuthority
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.interest.models import BankRate
from piperoll.runs import running


class NotARate(Refused):
    """{percent}% cannot be Bank Rate: use 0 to 25 with at most two decimals."""


class NotAfterTheLast(Refused):
    """Bank Rate has a value from {last:%-d %B %Y} on already: a new one begins after that day."""


@dataclass(frozen=True)
class BankRateSet:
    """Bank Rate in per cent, and the day it begins."""

    run: int
    percent: Decimal
    valid_from: date


def set_bank_rate(
    *, percent: Decimal, valid_from: date, authority: str, source: str = "", to_verify: bool = False, on: date,
    at: datetime, by: Actor,
) -> BankRateSet:  # fmt: skip
    """Begin another Bank Rate; what held before ends the day before. It may have begun some days ago: it is a fact of
    the world. Raises NotARate, NoAuthority, NotAfterTheLast."""
    by.must("set_bank_rate")
    if not 0 <= percent <= 25 or percent != round(percent, 2):
        raise NotARate(percent=percent, field="percent")
    if not authority.strip():
        raise NoAuthority()
    with running.act("set_bank_rate", on=on, at=at, by=by, percent=str(percent), valid_from=str(valid_from)) as run:
        last = BankRate.objects.select_for_update().order_by("-valid_from").first()
        if last and last.valid_from >= valid_from:
            raise NotAfterTheLast(last=last.valid_from, field="valid_from")
        if last:
            last.valid_to = valid_from - timedelta(1)
            last.save(update_fields=["valid_to"])
        BankRate.objects.create(
            percent=percent,
            valid_from=valid_from,
            authority=authority.strip()[:120],
            source=source.strip()[:200],
            to_verify=to_verify,
        )
        run.finish(said=f"Bank Rate of {percent}% from {valid_from:%-d %B %Y}")
    return BankRateSet(run.id, percent, valid_from)
