"""A service's return: by income code, counted, of its own service alone, and no money in the books yet."""

from __future__ import annotations

from datetime import timedelta

import pytest

from billing.serving import of_service
from piperoll.council.set_dated_figure import NoSuchService
from piperoll.foundations.actors import Actor
from piperoll.receipting.models import Taking
from piperoll.takings.cash_up import BadCount, DifferenceUnexplained
from piperoll.takings.fill_cash_return import BadDayTaken, BadLines, FilledAlready, OneSlip
from piperoll.takings.models import CashReturn
from piperoll.takings.paying_in import BadSlip
from piperoll.takings.returns import NotAnIncomeCode
from piperoll.takings.rules import ReturnLine
from takings.returning import COUNTED, FINES, filled, income_fund
from takings_words import disagreeing
from the_day import MONDAY


def test_what_an_office_took_waits_for_its_authoriser(manager: Actor) -> None:
    income_fund(manager)
    done = filled()
    assert (done.office, done.cash_pence, done.cheque_pence, done.difference_pence) == ("BUS-NORTH", 50_00, 12_00, 0)
    found = CashReturn.objects.get()
    assert [(one.fund_id, one.income_code) for one in found.lines.all()] == [
        ("INCOME", FINES), ("INCOME", "GLLB0102"), ("INCOME", FINES),
    ]  # fmt: skip
    assert not Taking.objects.exists()
    with pytest.raises(FilledAlready):
        filled(slip="700003", cheque_slip="700004")
    assert disagreeing() == []


def test_what_cannot_be_is_refused_in_a_sentence(manager: Actor) -> None:
    income_fund(manager)
    for wrong, fault in (
        ({"lines": []}, BadLines), ({"lines": [ReturnLine("cash", FINES, 0)]}, BadLines),
        ({"lines": [ReturnLine("cash", FINES, 25_00)] * 2}, BadLines),
        ({"lines": [ReturnLine("cash", "LIBRARY", 50_00)]}, NotAnIncomeCode),
        ({"counted": COUNTED | {50: 9}}, DifferenceUnexplained), ({"counted": {}}, BadCount), ({"counted": {3: 1}}, BadCount),
        ({"lines": [ReturnLine("cheque", FINES, 12_00)]}, BadCount), ({"slip": ""}, BadSlip),
        ({"cheque_slip": "700001"}, OneSlip), ({"taken_on": MONDAY - timedelta(days=32)}, BadDayTaken),
        ({"taken_on": MONDAY + timedelta(days=1)}, BadDayTaken),
    ):  # fmt: skip
        with pytest.raises(fault):
            filled(**wrong)
    with pytest.raises(NoSuchService):
        filled(of_service("requester", "TRADE", username="tess.trade"))
    assert not CashReturn.objects.exists()
