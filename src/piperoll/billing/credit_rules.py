"""What of an invoice may be credited, line by line, and with how much VAT: about one invoice, no database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from piperoll.foundations.money import pounds, to_whole_pence
from piperoll.foundations.refusals import Refused

REASONS = {
    "price_error": "Wrong price or quantity",
    "wrong_debtor": "Wrong customer",
    "not_delivered": "The service was not delivered",
    "duplicate": "Billed twice",
    "care_change": "Care changed, ended or was reassessed",
    "vat_error": "Wrong VAT code",
    "goodwill": "Goodwill, from the service’s own budget",
    "waived": "A charge for paying late waived",
}
CHARGED_BACK = "charged_back"
EVERY_REASON = REASONS | {CHARGED_BACK: "We could not show that you owe it"}
"""With what nobody chooses: a dispute its service let go stale is charged back to it."""

NOT_REASONS = {
    "bad_debt": "The debt cannot be recovered",
    "cannot_pay": "The customer cannot afford to pay",
}
DAYS_TO_ISSUE = 14
"""A credit note follows within 14 days, the day the change is known counted (VAT Regulations 1995, reg 15C)."""


class NotAReason(Refused):
    """{reason!r} is no reason for a credit note. The reasons are {reasons}."""


class NeverForBadDebt(Refused):
    """A credit note says that the charge was wrong, so it is not for a debt that cannot be paid or recovered.

    Agree an arrangement, pause recovery, or propose a write-off: the debt stays owed and its VAT is claimed apart.
    """


class NothingToCredit(Refused):
    """Say what is too much: a sum, or lines with what is too much of each."""


class NoSuchLine(Refused):
    """Invoice {invoice} has no line {line}. It has lines 1 to {last}."""


class LineTwice(Refused):
    """Line {line} is named twice: say once all that is too much of it."""


class MoreThanIsLeft(Refused):
    """Only {left} {of} is left to credit, not {wanted}: the rest was credited before or is asked for already."""


@dataclass(frozen=True)
class Line:
    """A line of an invoice, with what of its net and VAT is left to credit."""

    number: int
    unit_price_pounds: Decimal
    net_pence: int
    vat_rate: Decimal
    left_net_pence: int
    left_vat_pence: int

    @property
    def left_pence(self) -> int:
        """Net and VAT together."""
        return self.left_net_pence + self.left_vat_pence


@dataclass(frozen=True)
class Part:
    """What is too much of one line: its net in pence, or a quantity; neither means all that is left."""

    line: int
    net_pence: int | None = None
    quantity: Decimal | None = None


@dataclass(frozen=True)
class Credited:
    """So much net and VAT off one line."""

    line: int
    net_pence: int
    vat_pence: int

    @property
    def gross_pence(self) -> int:
        """Net and VAT together."""
        return self.net_pence + self.vat_pence


def must_be_a_reason(reason: str) -> None:
    """Raises NeverForBadDebt, NotAReason."""
    if reason in NOT_REASONS:
        raise NeverForBadDebt()
    if reason not in REASONS:
        raise NotAReason(reason=reason, reasons=", ".join(REASONS))


def issue_by(asked_on: date) -> date:
    """The last day on which the credit note is on time."""
    return asked_on + timedelta(days=DAYS_TO_ISSUE - 1)


def work_out(
    invoice: str, lines: Sequence[Line], *, amount_pence: int | None = None, parts: Iterable[Part] = ()
) -> list[Credited]:
    """What comes off each line: a sum with VAT (taken from the lines in order), parts of lines, or all that is left.

    Raises NothingToCredit, NoSuchLine, LineTwice, MoreThanIsLeft.
    """
    asked = list(parts)
    if asked:
        must_name_each_once([part.line for part in asked])
        found = [_part(invoice, {line.number: line for line in lines}, part) for part in asked]
    elif amount_pence is not None:
        found = list(_spread(invoice, lines, amount_pence))
    else:
        found = [Credited(line.number, line.left_net_pence, line.left_vat_pence) for line in lines]
    credited = [one for one in found if one.gross_pence]
    if not credited:
        left = sum(line.left_pence for line in lines)
        raise (
            MoreThanIsLeft(left=pounds(left), of=f"of invoice {invoice}", wanted="more")
            if not left
            else NothingToCredit()
        )
    return credited


def must_name_each_once(numbers: Sequence[int]) -> None:
    """Raises LineTwice: of two words on one line, one would be lost."""
    for place, number in enumerate(numbers):
        if number in numbers[:place]:
            raise LineTwice(line=number)


def _part(invoice: str, lines: dict[int, Line], part: Part) -> Credited:
    line = lines.get(part.line)
    if line is None:
        raise NoSuchLine(invoice=invoice, line=part.line, last=max(lines))
    if part.quantity is not None:
        net = to_whole_pence(part.quantity * line.unit_price_pounds * 100)
    else:
        net = line.left_net_pence if part.net_pence is None else part.net_pence
    if net <= 0 and not (part.net_pence is None and line.left_pence):
        raise NothingToCredit()
    if net > line.left_net_pence:
        raise MoreThanIsLeft(left=pounds(line.left_net_pence), of=f"net of line {line.number}", wanted=pounds(net))
    return Credited(line.number, net, _vat(line, net))


def _vat(line: Line, net_pence: int) -> int:
    """The VAT on part of a line at its own rate; the last part takes the last penny."""
    if net_pence == line.left_net_pence:
        return line.left_vat_pence
    return min(to_whole_pence(net_pence * line.vat_rate), line.left_vat_pence)


def _spread(invoice: str, lines: Sequence[Line], amount_pence: int) -> Iterable[Credited]:
    left = sum(line.left_pence for line in lines)
    if amount_pence <= 0:
        raise NothingToCredit()
    if amount_pence > left:
        raise MoreThanIsLeft(left=pounds(left), of=f"of invoice {invoice}", wanted=pounds(amount_pence))
    for line in lines:
        gross = min(amount_pence, line.left_pence)
        amount_pence -= gross
        vat = line.left_vat_pence
        if gross < line.left_pence:
            vat = min(to_whole_pence(gross * line.vat_rate / (1 + line.vat_rate)), line.left_vat_pence)
            vat = max(vat, gross - line.left_net_pence)
        yield Credited(line.number, gross - vat, vat)
