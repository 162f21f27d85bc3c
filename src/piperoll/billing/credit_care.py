"""credit_care: care is over and weeks of it were billed too much, so no later bill can take it off: it is credited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from piperoll.billing import care
from piperoll.billing.credit_rules import Part
from piperoll.billing.request_credit_note import CreditRequested, request_credit_note
from piperoll.customers.queries import by_reference
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused

sql = beside(__file__)
REASON = "care_change"


class CareGoesOn(Refused):
    """The care of {customer} goes on: what was billed too much is taken off their next bill by itself."""


class NothingTooMuch(Refused):
    """No week of care of {customer} was billed too much, or it is asked for already: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class CareCredited:
    """Credit notes asked for, an invoice each: issued (then they have numbers) or waiting for somebody to decide."""

    customer: str
    pence: int
    requests: tuple[CreditRequested, ...]


@dataclass(frozen=True)
class Share:
    """So much of one line of an invoice is credited, for a week that somebody bore."""

    invoice: str
    line: int
    bearer: int
    week_starts_on: date
    pence: int


def credit_care(*, customer: str, why: str, on: date, at: datetime, by: Actor) -> CareCredited:
    """Ask for credit notes over all that was billed too much of a care that is over, the newest bills first.

    Each invoice is its own request within the limits of credit notes; asking again asks only for what is new.
    Raises NoSuchCustomer, CareGoesOn, NothingTooMuch, SayWhatIsWrong, NoLimitCovers.
    """
    by.must("credit_care")
    person = by_reference(customer)
    if not care.is_over(person.pk, on=on):
        raise CareGoesOn(customer=person.reference)
    shares = share_out(sql.over(customer=person.pk, on=on), sql.lines(customer=person.pk))
    if not shares:
        raise NothingTooMuch(customer=person.reference)
    asked = [
        request_credit_note(
            invoice=invoice, reason=REASON, why=why, parts=_parts(of_it), on=on, at=at, by=by,
            weeks=[[person.pk, one.bearer, one.week_starts_on.isoformat(), one.pence] for one in of_it],
        )
        for invoice, of_it in _by_invoice(shares)
    ]  # fmt: skip
    return CareCredited(person.reference, sum(one.pence for one in asked), tuple(asked))


def share_out(over: Iterable[Any], lines: Iterable[Any]) -> list[Share]:
    """What comes off which line: a week's own lines first, then any other of the same bearer's.

    A line gives no more than is left of it, and an invoice, which may have taken something off before, no more than
    is left of the whole.
    """
    lines = list(lines)
    owing = {(row.bearer_id, row.week_starts_on): row.pence for row in over}
    of_line = {(row.invoice, row.line_number): row.left_pence for row in lines}
    of_invoice = {row.invoice: row.invoice_left_pence for row in lines}
    shares = []
    for own_week in (True, False):
        for line in lines:
            place = (line.invoice, line.line_number)
            for (bearer, week), pence in owing.items():
                if bearer != line.bearer_id or (own_week and week != line.week_starts_on):
                    continue
                taken = min(pence, of_line[place], of_invoice[line.invoice])
                if taken > 0:
                    shares.append(Share(line.invoice, line.line_number, bearer, week, taken))
                    owing[bearer, week] -= taken
                    of_line[place] -= taken
                    of_invoice[line.invoice] -= taken
    return shares


def _by_invoice(shares: list[Share]) -> Iterable[tuple[str, list[Share]]]:
    ordered = sorted(shares, key=lambda one: one.invoice)
    return ((invoice, list(of_it)) for invoice, of_it in groupby(ordered, key=lambda one: one.invoice))


def _parts(shares: list[Share]) -> list[Part]:
    of_line: dict[int, int] = {}
    for one in shares:
        of_line[one.line] = of_line.get(one.line, 0) + one.pence
    return [Part(line, net_pence=pence) for line, pence in sorted(of_line.items())]
