"""place_in_fund: an officer says that a receipt, or part of it, is another ledger's, and on which account there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.funds.register import Standing, standing
from piperoll.receipting.fund_placing import ForFund, place_for_funds
from piperoll.receipting.models import Suspense
from piperoll.receipting.place_receipt import (
    MoneyOut,
    MoreThanReceived,
    MovedOn,
    NoSuchReceipt,
    NothingEntered,
    NothingInSuspense,
)
from piperoll.runs import running

LONGEST = 30


class NotTheirReference(Refused):
    """{reference} cannot be an account of {name}: {why}. Nothing was changed."""


@dataclass(frozen=True)
class PlacedInFund:
    """So many pence of a receipt put on an account of a fund."""

    run: int
    receipt: int
    fund: str
    reference: str
    pence: int


def place_in_fund(
    *,
    receipt: int,
    fund: str,
    reference: str,
    pence: int | None = None,
    reason: str = "",
    on: date,
    at: datetime,
    by: Actor,
) -> PlacedInFund:
    """Place a receipt in a fund: `pence` of it, or all that is in suspense.

    Raises NoSuchFund, FundClosed, NotTheirReference, NoSuchReceipt, NothingInSuspense, MoneyOut, NothingEntered,
    MoreThanReceived, MovedOn.
    """
    by.must("place_in_fund")
    there = standing(fund, on)
    reference = checked_reference(there, reference)
    pence = _checked(receipt, pence)
    why = f"Placed by {by.name}" + (f": {reason.strip()[:200]}" if reason.strip() else "")
    with running.act("place_in_fund", on=on, at=at, by=by, receipt=receipt, fund=there.code) as run:
        wanted = ForFund(receipt, there.code, reference, pence, (why,))
        done = place_for_funds([wanted], run=run.id, at=at, by_username=by.username)
        if not done["for_funds"]:
            raise MovedOn()
        run.finish(pence=done["funds_pence"])
    return PlacedInFund(run.id, receipt, there.code, reference, done["funds_pence"])


def checked_reference(fund: Standing, typed: str) -> str:
    """A personal account as the fund writes it, without blanks. Raises NotTheirReference."""
    reference = "".join(typed.split()).upper()
    if not 0 < len(reference) <= LONGEST or not reference.isprintable():
        why = "enter it" if not reference else f"it is longer than {LONGEST} letters and digits"
        raise NotTheirReference(reference=reference[:LONGEST] or "Nothing", name=fund.name, why=why)
    of = [pattern for pattern in fund.patterns if pattern.fits(reference)]
    if fund.patterns and not of:
        shapes = " or ".join(pattern.in_words for pattern in fund.patterns)
        raise NotTheirReference(reference=reference, name=fund.name, why=f"theirs are written {shapes}")
    if of and not any(pattern.checks(reference) for pattern in of):
        raise NotTheirReference(reference=reference, name=fund.name, why="its check digits are wrong, so look again")
    return reference


def _checked(receipt: int, pence: int | None) -> int:
    found = Suspense.objects.filter(receipt=receipt).first()
    if found is None:
        raise NoSuchReceipt(receipt=receipt)
    if found.open_pence < 0:
        raise MoneyOut(receipt=receipt)
    if found.open_pence == 0:
        raise NothingInSuspense(receipt=receipt)
    asked = found.open_pence if pence is None else pence
    if asked <= 0:
        raise NothingEntered()
    if asked > found.open_pence:
        raise MoreThanReceived(asked=pounds(asked), open=pounds(found.open_pence), receipt=receipt)
    return asked
