"""A library's cash-up return, in the words of its office."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from billing.serving import of_service
from fund_words import second
from piperoll.foundations.actors import Actor
from piperoll.funds.approve_fund import approve_fund
from piperoll.funds.write_fund import write_fund
from piperoll.takings.fill_cash_return import CashReturnFilled, Told, fill_cash_return
from piperoll.takings.rules import ReturnLine
from the_day import MONDAY, MORNING

FINES, HIRE = "GLLB0101", "GLLB0102"
COUNTED = {20_00: 2, 5_00: 1, 50: 10}
TUESDAY = MONDAY + timedelta(days=1)


def income_fund(by: Actor) -> None:
    """Income by code, known by GL, two letters and four digits."""
    write_fund(
        code="INCOME", name="Service income", nominal="9330", patterns=["GL@@####"], samples=[FINES],
        valid_from=MONDAY - timedelta(days=40), on=MONDAY, at=MORNING, by=by,
    )  # fmt: skip
    approve_fund(fund="INCOME", on=MONDAY, at=MORNING, by=second())


def told(**more: Any) -> Told:
    """£45.50 and £4.50 in cash, £12 by cheque."""
    given: dict[str, Any] = {
        "service": "BUS", "office": "bus-north", "taken_on": MONDAY, "bank_account": "MAIN",
        "lines": [ReturnLine("cash", FINES, 45_50), ReturnLine("cash", "gl lb0102", 4_50), ReturnLine("cheque", FINES, 12_00)],
        "counted": COUNTED, "slip": "700001", "cheque_slip": "700002",
    }  # fmt: skip
    return Told(**(given | more))


def filled(by: Actor | None = None, **more: Any) -> CashReturnFilled:
    """Filled in by somebody of the service."""
    return fill_cash_return(told=told(**more), on=MONDAY, at=MORNING, by=by or of_service("requester"))
