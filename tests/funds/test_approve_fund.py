"""Nobody approves a fund they wrote."""

from __future__ import annotations

import pytest

from fund_words import rents, second
from piperoll.foundations.actors import Actor
from piperoll.funds.approve_fund import FundApprovedAlready, OwnFund, approve_fund
from piperoll.funds.register import NoSuchFund, standing_on
from the_day import MONDAY, MORNING


def test_somebody_else_approves_the_newest(manager: Actor) -> None:
    first = rents(manager)
    with pytest.raises(OwnFund):
        approve_fund(fund="RENTS", on=MONDAY, at=MORNING, by=manager)
    done = approve_fund(fund="rents", on=MONDAY, at=MORNING, by=second())
    assert (done.version, done.valid_from) == (first.version, MONDAY)
    with pytest.raises(FundApprovedAlready) as again:
        approve_fund(fund="RENTS", on=MONDAY, at=MORNING, by=second())
    assert again.value.exit_code == 0
    rents(manager, words=["hra"])
    assert standing_on(MONDAY)[0].words == ("RENT",)
    with pytest.raises(NoSuchFund, match="Ours are RENTS"):
        approve_fund(fund="TAX", on=MONDAY, at=MORNING, by=second())
