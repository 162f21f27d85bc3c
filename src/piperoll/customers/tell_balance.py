"""tell_balance: another system said what is owed there at the end of a day. Our books take no part in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from piperoll.customers.linking import sql
from piperoll.customers.models import OtherAccountEnd, ToldBalance
from piperoll.customers.unlink_account import AccountUnlinkedAlready, NoSuchOtherAccount
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

MOST_PENCE = 10**13


class ToldAhead(Refused):
    """{told_on:%-d %B %Y} has not come yet: give the day the other system's figure is of."""


class BalanceUnfit(Refused):
    """That is more than any account owes. Check the pounds and pence."""


@dataclass(frozen=True)
class Told:
    """A balance in another system, as told of a day."""

    run: int
    account: int
    owed_pence: int
    told_on: date


def tell_balance(*, account: int, owed_pence: int, told_on: date, on: date, at: datetime, by: Actor) -> Told:
    """Keep what another system says is owed at the end of `told_on`; below nought they are in credit there.

    Raises ToldAhead, BalanceUnfit, NoSuchOtherAccount, AccountUnlinkedAlready.
    """
    by.must("tell_balance")
    if told_on > timezone.localtime(at).date():
        raise ToldAhead(told_on=told_on)
    if abs(owed_pence) > MOST_PENCE:
        raise BalanceUnfit()
    with running.act("tell_balance", on=on, at=at, by=by, account=account, told_on=told_on.isoformat()) as run:
        (found,) = sql.account(account=account) or (None,)
        if found is None:
            raise NoSuchOtherAccount(account=account)
        if OtherAccountEnd.objects.filter(account=account).exists():
            raise AccountUnlinkedAlready()
        ToldBalance.objects.create(
            account_id=account, owed_pence=owed_pence, told_on=told_on, known_at=at, run_id=run.id
        )
    return Told(run.id, account, owed_pence, told_on)
