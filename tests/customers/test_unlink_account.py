"""An account in another system, taken off again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from piperoll.customers.link_account import link_account
from piperoll.customers.linking import others_of
from piperoll.customers.models import Customer
from piperoll.customers.unlink_account import (
    AccountLinkedLater,
    AccountUnlinkedAlready,
    NoReasonToUnlinkAccount,
    NoSuchOtherAccount,
    unlink_account,
)
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING, bill, charge


def test_it_is_taken_off_once_and_may_be_noted_again(manager: Actor, tmp_path: Path) -> None:
    bill(tmp_path, manager, charge("A1", "60.00", name="Ada Ray"))
    ada, now = Customer.objects.get().pk, {"on": MONDAY, "at": MORNING, "by": manager}
    account = link_account(customer=ada, system="rent", reference="R1", **now).account  # type: ignore[arg-type]
    with pytest.raises(NoReasonToUnlinkAccount):
        unlink_account(account=account, reason="", **now)  # type: ignore[arg-type]
    with pytest.raises(NoSuchOtherAccount):
        unlink_account(account=404, reason="x", **now)  # type: ignore[arg-type]
    with pytest.raises(AccountLinkedLater):
        unlink_account(account=account, reason="x", on=MONDAY - timedelta(days=1), at=MORNING, by=manager)
    unlink_account(account=account, reason="another Ray", **now)  # type: ignore[arg-type]
    with pytest.raises(AccountUnlinkedAlready):
        unlink_account(account=account, reason="again", **now)  # type: ignore[arg-type]
    assert others_of(ada, on=MONDAY) == []
    link_account(customer=ada, system="rent", reference="R1", **now)  # type: ignore[arg-type]
    assert len(others_of(ada, on=MONDAY)) == 1
