"""unlink_account: an account in another system is theirs no longer, or never was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.customers.linking import sql
from piperoll.customers.models import OtherAccountEnd
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NoSuchOtherAccount(Refused):
    """There is no account {account} in another system. See the customer's page, under all they owe."""


class AccountUnlinkedAlready(Refused):
    """That account was taken off already. Nothing was changed."""

    exit_code = 0


class NoReasonToUnlinkAccount(Refused):
    """Say in a few words why it is not theirs: whoever looks next will need it."""


class AccountLinkedLater(Refused):
    """It is theirs from {since:%-d %B %Y} on: end it on that day or later."""


@dataclass(frozen=True)
class AccountUnlinked:
    """An account in another system, no longer shown."""

    run: int
    account: int


def unlink_account(*, account: int, reason: str, on: date, at: datetime, by: Actor) -> AccountUnlinked:
    """Take an account of another system off its customer from the day `on`.

    Raises NoReasonToUnlinkAccount, NoSuchOtherAccount, AccountUnlinkedAlready, AccountLinkedLater.
    """
    by.must("unlink_account")
    reason = " ".join(reason.split())[:500]
    if not reason:
        raise NoReasonToUnlinkAccount()
    with running.act("unlink_account", on=on, at=at, by=by, account=account, reason=reason) as run:
        (found,) = sql.account(account=account) or (None,)
        if found is None:
            raise NoSuchOtherAccount(account=account)
        if OtherAccountEnd.objects.filter(account=account).exists():
            raise AccountUnlinkedAlready()
        if on < found.effective_on:
            raise AccountLinkedLater(since=found.effective_on)
        OtherAccountEnd.objects.create(account_id=account, reason=reason, effective_on=on, known_at=at, run_id=run.id)
    return AccountUnlinked(run.id, account)
