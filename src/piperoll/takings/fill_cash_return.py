"""fill_cash_return: a service's own office says what it took on a day, by income code, cash counted by note and coin;
it waits for an authoriser of the service."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from piperoll.council.models import BankAccount
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.funds.register import standing_on
from piperoll.runs import running
from piperoll.takings import returns
from piperoll.takings.cash_up import BadCount, DifferenceUnexplained
from piperoll.takings.counting import hold_till
from piperoll.takings.models import CashReturn, CashReturnLine
from piperoll.takings.paying_in import account_coded, checked_slip, must_be_new
from piperoll.takings.rules import ReturnLine, count_of, line_faults, till_read

LONGEST_AGO = timedelta(days=31)


class BadOffice(Refused):
    """{office!r} is no office: up to 12 letters, digits and dashes, like LIB-NORTH."""


class BadLines(Refused):
    """Nothing was kept. {faults}."""


class BadDayTaken(Refused):
    """A return is of one day of the last month, not of {taken_on:%-d %B %Y}."""


class OneSlip(Refused):
    """Cash and cheques are paid in with a slip each: {slip} cannot be both."""


class FilledAlready(Refused):
    """{office} has a return for {taken_on:%-d %B %Y} already: number {cash_return}, of {amount}. Nothing was
    changed."""

    exit_code = 0


@dataclass(frozen=True)
class CashReturnFilled:
    """A return that waits for its authoriser: cash and cheques as taken, and by how much the cash counted differs."""

    run: int
    cash_return: int
    office: str
    cash_pence: int
    cheque_pence: int
    counted_pence: int
    difference_pence: int


@dataclass(frozen=True)
class Told:
    """A return as it is filled in: `counted` is how many by pence of each note and coin; slips as printed on them."""

    service: str
    office: str
    taken_on: date
    bank_account: str
    lines: Sequence[ReturnLine]
    counted: Mapping[int, int]
    slip: str = ""
    cheque_slip: str = ""
    reason: str = ""

    def of(self, kind: str) -> int:
        """Pence taken in one way."""
        return sum(line.amount_pence for line in self.lines if line.kind == kind)


def fill_cash_return(*, told: Told, on: date, at: datetime, by: Actor) -> CashReturnFilled:
    """Keep a return; no money is in the books before it is authorised.

    Raises NoSuchService, BadOffice, BadDayTaken, BadLines, NotAnIncomeCode, BadCount, DifferenceUnexplained, BadSlip,
    OneSlip, SlipBanked, SlipTaken, FilledAlready, NoSuchBankAccount.
    """
    by.must("fill_cash_return")
    service, office = returns.service_coded(told.service, by), till_read(told.office)
    if not office:
        raise BadOffice(office=told.office[:20], field="office")
    if not on - LONGEST_AGO <= told.taken_on <= on:
        raise BadDayTaken(taken_on=told.taken_on, field="taken_on")
    account, lines = account_coded(told.bank_account), _lines(told, on)
    counted, slips = _counted(told), _slips(told)
    with running.act("fill_cash_return", on=on, at=at, by=by, office=office, taken_on=told.taken_on.isoformat()) as run:
        hold_till(office)
        _must_be_the_first(office, told.taken_on)
        BankAccount.objects.select_for_update().get(pk=account.pk)
        for slip, pence in zip(slips, (counted, told.of("cheque")), strict=True):
            if slip:
                must_be_new(account, slip, pence)
        made = CashReturn.objects.create(
            service=service, office=office, taken_on=told.taken_on, bank_account=account, slip=slips[0],
            cheque_slip=slips[1], counted={str(k): v for k, v in told.counted.items() if v}, counted_pence=counted,
            cash_pence=told.of("cash"), cheque_pence=told.of("cheque"), filled_by_id=by.user_id, run_id=run.id,
            reason=told.reason.strip()[:200] if counted != told.of("cash") else "",
        )  # fmt: skip
        CashReturnLine.objects.bulk_create(
            CashReturnLine(
                cash_return=made, kind=line.kind, fund_id=fund, income_code=code, amount_pence=line.amount_pence,
                run_id=run.id,
            )
            for line, fund, code in lines
        )  # fmt: skip
        run.finish(cash_pence=made.cash_pence, cheque_pence=made.cheque_pence, counted_pence=counted)
    return CashReturnFilled(
        run.id, made.pk, office, made.cash_pence, made.cheque_pence, counted, counted - made.cash_pence
    )


def _counted(told: Told) -> int:
    """What notes and coins come to. Raises BadCount, DifferenceUnexplained."""
    try:
        pence = count_of(told.counted)
    except ValueError as fault:
        raise BadCount(why=str(fault)) from None
    taken = told.of("cash")
    if bool(pence) != bool(taken):
        raise BadCount(why="nothing was counted" if taken else "no cash was taken, and some was counted")
    if pence != taken and not told.reason.strip():
        raise DifferenceUnexplained(
            counted=pounds(pence), taken=pounds(taken), difference=pounds(abs(pence - taken)),
            way="over" if pence > taken else "short", field="reason",
        )  # fmt: skip
    return pence


def _lines(told: Told, on: date) -> list[tuple[ReturnLine, str, str]]:
    """Each line with its fund and its income code as it is kept. Raises BadLines, NotAnIncomeCode."""
    if not told.lines:
        raise BadLines(faults="Enter at least one sum", field="lines")
    if wrong := list(line_faults(told.lines)):
        raise BadLines(faults="; ".join(f"Line {place}: {why}" for place, why in wrong), field="lines")
    funds = standing_on(on)
    return [(line, *returns.fund_of(line.income_code, funds)) for line in told.lines]


def _slips(told: Told) -> tuple[str, str]:
    """The slips of cash and of cheques, "" for what there is none of. Raises BadSlip, OneSlip."""
    cash = checked_slip(told.slip) if told.of("cash") else ""
    cheques = checked_slip(told.cheque_slip) if told.of("cheque") else ""
    if cash and cash == cheques:
        raise OneSlip(slip=cash, field="cheque_slip")
    return cash, cheques


def _must_be_the_first(office: str, taken_on: date) -> None:
    """Raise FilledAlready when a return of that day stands."""
    there = CashReturn.objects.filter(office=office, taken_on=taken_on).exclude(end__is_authorised=False).first()
    if there:
        raise FilledAlready(
            office=office, taken_on=taken_on, cash_return=there.pk, amount=pounds(there.cash_pence + there.cheque_pence)
        )
