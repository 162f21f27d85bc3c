"""School transport's office takes money for passes lost: Friday's cash-up return authorised and paid in, today's 50p
short and waiting for its authoriser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from piperoll.anytown.outcome import Outcome
from piperoll.authority.sign_in import actor_for
from piperoll.foundations.actors import Actor
from piperoll.funds.approve_fund import approve_fund
from piperoll.funds.models import Fund
from piperoll.funds.write_fund import write_fund
from piperoll.takings.authorise_cash_return import authorise_cash_return
from piperoll.takings.fill_cash_return import Told, fill_cash_return
from piperoll.takings.models import CashReturn
from piperoll.takings.rules import ReturnLine

STEPS = 2
FUND, OFFICE = "INCOME", "BUS-DEPOT"
_LOST, _PHOTOS = "GLBU0101", "GLBU0102"
_COUNTED = {20_00: 1, 10_00: 2, 2_00: 3}


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """Friday's is filled in and authorised, today's filled in. Done before, they change nothing."""
    already = CashReturn.objects.exists()
    if not already:
        _know(on, at, team["officer"], team["senior"])
        rita, percy = actor_for("rita.requester"), actor_for("percy.approver")
        friday = _told(on - timedelta(days=3), slips=("710001", "710002"))
        made = fill_cash_return(told=friday, on=on, at=at, by=rita)
        authorise_cash_return(cash_return=made.cash_return, on=on, at=at, by=percy)
        short = _told(on, slips=("710003", "710004"), lost=46_50, reason="Wrong change given for a pass")
        fill_cash_return(told=short, on=on, at=at, by=rita)
    found = list(CashReturn.objects.order_by("id"))
    for step, one in zip(("Authorise a cash-up return", "Fill in a cash-up return"), found, strict=True):
        pence = one.cash_pence + one.cheque_pence
        yield Outcome("day", step, one.run_id, one.lines.count(), 1, "return", 0, pence, already)


def _know(on: date, at: datetime, by: Actor, other: Actor) -> None:
    """Income by code is a fund of its own, told to the general ledger."""
    if not Fund.objects.filter(pk=FUND).exists():
        write_fund(
            code=FUND, name="Service income", nominal="9330", patterns=["GL@@####"], samples=[_LOST, _PHOTOS],
            valid_from=on - timedelta(days=31), on=on, at=at, by=by,
        )  # fmt: skip
        approve_fund(fund=FUND, on=on, at=at, by=other)


def _told(taken_on: date, *, slips: tuple[str, str], lost: int = 46_00, reason: str = "") -> Told:
    """Passes lost and photographs, counted as £46 in cash; one pass by cheque."""
    lines = [
        ReturnLine("cash", _LOST, lost - 6_00),
        ReturnLine("cash", _PHOTOS, 6_00),
        ReturnLine("cheque", _LOST, 13_00),
    ]
    return Told(
        service="BUS", office=OFFICE, taken_on=taken_on, bank_account="MAIN", lines=lines, counted=_COUNTED,
        slip=slips[0], cheque_slip=slips[1], reason=reason,
    )  # fmt: skip
