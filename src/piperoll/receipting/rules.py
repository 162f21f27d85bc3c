"""How one statement follows another: what is new in it, and whether its balances leave a gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from piperoll.formats.statements import Line, Statement
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused


class DoesNotFollow(Refused):
    """This statement opens at {opening}, but the account's last one closed at {closing} on {closed_on:%-d %B %Y}: a
    statement between them is missing, or this one overlaps what is banked. Nothing was taken in. Ask the bank for the
    statements from {closed_on:%-d %B %Y}."""

    watched = "out_of_sequence"


class BalanceDoesNotProve(Refused):
    """The lines come to {movement}; from the last balance of {opening} that makes {made}, not the {closing} entered.
    A statement between is missing, or the balance is not the right one. Nothing was taken in."""

    watched = "unbalanced"


class NoDates(Refused):
    """The statement has neither lines nor dates, so it says nothing. Nothing was taken in."""


@dataclass(frozen=True)
class Carried:
    """What of a statement is new, and the balances it runs between."""

    lines: Sequence[Line]
    prints: Sequence[bytes]
    opening_pence: int
    closing_pence: int
    opened_on: date
    closed_on: date
    nothing_new: bool = False


def in_order(statements: Sequence[Statement]) -> list[Statement]:
    """An account's statements oldest first, following their balances where days alone do not tell."""
    waiting = sorted(statements, key=lambda s: (_dates(s)[0], _dates(s)[1], s.sequence or 0))
    ordered: list[Statement] = []
    while waiting:
        closing = ordered[-1].closing_pence if ordered else None
        following = (
            s
            for s in waiting
            if closing is not None and s.opening_pence == closing and _dates(s)[0] == _dates(waiting[0])[0]
        )
        ordered.append(next(following, waiting[0]))
        waiting.remove(ordered[-1])
    return ordered


def carry_on(
    statement: Statement, prints: Sequence[bytes], known: set[bytes], last: Carried | None, entered_pence: int | None
) -> Carried:
    """What to bank of a statement after `last`. `known` are the fingerprints among `prints` that are banked already.

    Raises DoesNotFollow when there is a gap, BalanceDoesNotProve when an entered balance does not fit.
    """
    opened_on, closed_on = _dates(statement)
    movement = sum(line.amount_pence for line in statement.lines)
    closing = statement.closing_pence if entered_pence is None else entered_pence
    if closing is None:
        closing = (statement.opening_pence or 0) + movement
    opening = (
        closing - movement if statement.opening_pence is None or entered_pence is not None else statement.opening_pence
    )
    whole = Carried(statement.lines, prints, opening, closing, opened_on, closed_on)
    if last is None:
        return whole
    seen_before = set(prints) <= known and closed_on <= last.closed_on
    if opening == last.closing_pence and not (seen_before and movement == 0):
        return whole
    if seen_before and (statement.lines or closing == last.closing_pence):
        return Carried((), (), opening, closing, opened_on, closed_on, nothing_new=True)
    new = [(line, one) for line, one in zip(statement.lines, prints, strict=True) if one not in known]
    if known and last.closing_pence + sum(line.amount_pence for line, _ in new) == closing:
        first_on = min((line.booked_on for line, _ in new), default=closed_on)
        return Carried(
            [line for line, _ in new],
            [one for _, one in new],
            last.closing_pence,
            closing,
            first_on,
            closed_on,
            not new,
        )
    if entered_pence is not None:
        raise BalanceDoesNotProve(
            movement=pounds(movement), opening=pounds(last.closing_pence),
            made=pounds(last.closing_pence + movement), closing=pounds(closing),
        )  # fmt: skip
    raise DoesNotFollow(opening=pounds(opening), closing=pounds(last.closing_pence), closed_on=last.closed_on)


def _dates(statement: Statement) -> tuple[date, date]:
    days = [line.booked_on for line in statement.lines]
    opened = statement.opened_on or min(days, default=statement.closed_on)
    closed = statement.closed_on or max(days, default=statement.opened_on)
    if opened is None or closed is None:
        raise NoDates()
    return opened, closed
