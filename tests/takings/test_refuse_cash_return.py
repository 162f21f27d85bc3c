"""A return that is not right goes back with a reason, and is filled in again."""

from __future__ import annotations

import pytest

from billing.serving import of_service
from piperoll.foundations.actors import Actor
from piperoll.takings import queries
from piperoll.takings.refuse_cash_return import refuse_cash_return
from piperoll.takings.refuse_cash_up import RefusedWithoutReason
from piperoll.takings.returns import ReturnEnded
from takings.returning import filled, income_fund
from takings_words import disagreeing
from the_day import MONDAY, MORNING


def test_sent_back_it_is_filled_in_again(manager: Actor) -> None:
    income_fund(manager)
    approver, number = of_service("approver"), filled().cash_return
    with pytest.raises(RefusedWithoutReason):
        refuse_cash_return(cash_return=number, reason=" ", on=MONDAY, at=MORNING, by=approver)
    refuse_cash_return(cash_return=number, reason="The hire is missing", on=MONDAY, at=MORNING, by=approver)
    with pytest.raises(ReturnEnded):
        refuse_cash_return(cash_return=number, reason="Again", on=MONDAY, at=MORNING, by=approver)
    again = filled().cash_return
    assert [(row.id, row.is_authorised) for row in queries.cash_returns(approver.services, most=5)] == [
        (again, None), (number, False),
    ]  # fmt: skip
    assert queries.cash_returns({0}, most=5) == []
    assert disagreeing() == []
