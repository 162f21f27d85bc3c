"""The running balance beside CSV lines: it tells oldest-first from newest-first, and proves every line it follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from piperoll.formats.refusals import TotalsDisagree
from piperoll.formats.statements import Proof
from piperoll.foundations.money import plain_pounds


class Balanced(Protocol):
    """A line of a CSV file, as far as balances go. `balance_pence` is None where the bank left it out."""

    @property
    def booked_on(self) -> date: ...
    @property
    def amount_pence(self) -> int: ...
    @property
    def balance_pence(self) -> int | None: ...
    @property
    def source_line(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Order:
    """Which way the lines run, the balances before the first and after the last, and whether the balances prove it."""

    newest_first: bool
    opening_pence: int | None
    closing_pence: int | None
    proof: Proof


def order_of(rows: Sequence[Balanced], newest_first: bool) -> Order:
    """The order of an account's lines. `newest_first` is the bank's habit, for when nothing else tells.

    Two balances or more must agree with the lines between them, in one direction or the other: raises TotalsDisagree.
    A single balance proves nothing, since the opening one is worked out from it.
    """
    if rows[0].booked_on != rows[-1].booked_on:
        newest_first = rows[0].booked_on > rows[-1].booked_on
    known = sum(row.balance_pence is not None for row in rows)
    if known == 0:
        return Order(newest_first, None, None, Proof.UNPROVABLE)
    directions = sorted((newest_first, not newest_first), key=lambda way: way != newest_first)
    for way in directions:
        if _first_break(rows[::-1] if way else rows) is None:
            opening, closing = _ends(rows[::-1] if way else rows)
            return Order(way, opening, closing, Proof.PROVED if known > 1 else Proof.UNPROVABLE)
    stated, counted, line = _first_break(rows[::-1] if newest_first else rows) or (0, 0, 1)
    raise TotalsDisagree(
        format="CSV", line=line, what="the balance", stated=plain_pounds(stated), counted=plain_pounds(counted)
    )


def _first_break(rows: Sequence[Balanced]) -> tuple[int, int, int] | None:
    """The first balance, oldest first, that does not follow from the one before: as stated, as counted, its line."""
    running: int | None = None
    for row in rows:
        if running is not None:
            running += row.amount_pence
        if row.balance_pence is not None:
            if running is not None and running != row.balance_pence:
                return row.balance_pence, running, row.source_line
            running = row.balance_pence
    return None


def _ends(rows: Sequence[Balanced]) -> tuple[int, int]:
    moved = 0
    for row in rows:
        moved += row.amount_pence
        if row.balance_pence is not None:
            opening = row.balance_pence - moved
            return opening, opening + sum(row.amount_pence for row in rows)
    raise ValueError("no row has a balance")
