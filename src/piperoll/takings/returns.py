"""Service cash-up returns found: one that waits, by whom it may be ended; and whose fund an income code is of."""

from __future__ import annotations

from collections.abc import Sequence

from piperoll.council.models import Service
from piperoll.council.set_dated_figure import NoSuchService
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.funds.register import Standing
from piperoll.takings.counting import hold_till
from piperoll.takings.models import CashReturn, CashReturnEnd


class NoSuchReturn(Refused):
    """There is no cash-up return {cash_return} of your services. See Cash-up returns."""


class ReturnEnded(Refused):
    """Cash-up return {cash_return} was {what} already, by {by}. Nothing was changed."""

    exit_code = 0


class NotAnIncomeCode(Refused):
    """{code} is no income code that a fund of ours knows. Look at it again, or have its fund added under Set-up,
    Funds."""


def service_coded(code: str, by: Actor) -> Service:
    """A service whose things somebody may see. Raises NoSuchService."""
    found = Service.objects.filter(code=code.strip().upper(), is_active=True).first()
    if found is None or not by.sees_service(found.pk):
        raise NoSuchService(code=code)
    return found


def fund_of(code: str, funds: Sequence[Standing]) -> tuple[str, str]:
    """(fund, income code as it is kept) of what somebody typed. Raises NotAnIncomeCode."""
    read = "".join(code.split()).upper()
    for fund in funds:
        if any(pattern.fits(read) and pattern.checks(read) for pattern in fund.patterns):
            return fund.code, read
    raise NotAnIncomeCode(code=read[:30], field="lines")


def waiting(cash_return: int, by: Actor) -> CashReturn:
    """A return of somebody's services that nobody ended, its office held. Raises NoSuchReturn, ReturnEnded."""
    found = CashReturn.objects.select_related("bank_account", "service").filter(pk=cash_return).first()
    if found is None or not by.sees_service(found.service_id):
        raise NoSuchReturn(cash_return=cash_return)
    hold_till(found.office)
    end = CashReturnEnd.objects.select_related("ended_by").filter(pk=cash_return).first()
    if end:
        raise ReturnEnded(
            cash_return=cash_return, what="authorised" if end.is_authorised else "sent back", by=end.ended_by.name
        )  # fmt: skip
    return found
