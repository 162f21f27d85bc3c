"""The debit control's roll-forward: opening + what moved = closing, between any two days, by service and whole.

A service's line holds its debts and what was used against them; the line of no service holds money and credit not used
yet. So a receipt counts in the line of no service when it comes, and moves to the service whose debt it pays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from piperoll.council.models import Service
from piperoll.database.statements import beside
from piperoll.foundations.refusals import Refused

sql = beside(__file__)
ON_ACCOUNT = "Credit not used yet, and refunds"


class DaysBackwards(Refused):
    """{until:%-d %B %Y} is before {since:%-d %B %Y}. Give the earlier day first."""


class NoSuchFigure(Refused):
    """There is no such figure in the roll-forward. Go back and choose one of those on the page."""


@dataclass(frozen=True)
class Movement:
    """A column of the roll-forward: the kinds of item it is made of. `code` names it in addresses and files."""

    code: str
    name: str
    kinds: tuple[str, ...]


MOVEMENTS = (
    Movement("billed", "Billed", ("instalment",)),
    Movement("credited", "Credited", ("credit_note",)),
    Movement("received", "Received", ("receipt", "collection")),
    Movement("returned", "Returned unpaid or taken back", ("receipt_undone", "collection_back")),
    Movement("refunded", "Refunded", ("refund", "refund_back")),
    Movement("written_off", "Written off", ("write_off", "write_back")),
    Movement(
        "transferred",
        "Moved between accounts",
        ("transfer_out", "transfer_in", "transfer_back", "transfer_undone"),
    ),
)
"""Every kind of item is in one movement, and no more (a test holds it to that)."""
_COLUMN_OF = {kind: movement.code for movement in MOVEMENTS for kind in movement.kinds}
STANDINGS = ("opening", "closing")


@dataclass(frozen=True)
class Rolled:
    """A line of the roll-forward in signed pence: what is owed more stands above nought."""

    code: str
    name: str
    opening_pence: int
    moved: dict[str, int]

    @property
    def closing_pence(self) -> int:
        return self.opening_pence + sum(self.moved.values())


@dataclass(frozen=True)
class RollForward:
    """Every line, and what the ledger's debtors control says of both days by itself."""

    since: date
    until: date
    known_at: datetime
    lines: tuple[Rolled, ...]
    ledger_opening_pence: int
    ledger_closing_pence: int

    @property
    def total(self) -> Rolled:
        moved = {m.code: sum(line.moved.get(m.code, 0) for line in self.lines) for m in MOVEMENTS}
        return Rolled("", "Whole control", sum(line.opening_pence for line in self.lines), moved)

    @property
    def agrees(self) -> bool:
        """Whether items and ledger say the same of both days."""
        ours = (self.total.opening_pence, self.total.closing_pence)
        return ours == (self.ledger_opening_pence, self.ledger_closing_pence)


class FigureRow(NamedTuple):
    """A row behind a figure: an item, or a credit used for a debt (`used_for`)."""

    effective_on: date
    kind: str
    reference: str
    used_for: str
    customer: str
    amount_pence: int


def roll_forward(*, since: date, until: date, known_at: datetime, seal: int | None = None) -> RollForward:
    """From the morning of `since` to the end of `until`, by what was known at a moment and, with a `seal`, sealed by
    then. Raises DaysBackwards."""
    if until < since:
        raise DaysBackwards(since=since, until=until)
    asked = {"since": since, "until": until, "known_at": known_at, "seal": seal}
    opening: defaultdict[tuple[str, str], int] = defaultdict(int)
    moved: defaultdict[tuple[str, str], defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in sql.movements(**asked):
        of = (row.code, row.name or ON_ACCOUNT)
        if row.is_before:
            opening[of] += row.pence
        else:
            moved[of][_COLUMN_OF[row.kind]] += row.pence
    names = sorted({*opening, *moved}, key=lambda of: (not of[0], of[1]))
    lines = tuple(Rolled(*of, opening[of], dict(moved[of])) for of in names)
    (control,) = sql.control(**asked)
    return RollForward(
        since, until, known_at, tuple(line for line in lines if line.opening_pence or any(line.moved.values())),
        control.opening_pence, control.closing_pence,
    )  # fmt: skip


def figure_rows(
    *, figure: str, since: date, until: date, known_at: datetime, service: str | None = None,
    most: int | None = None, after: int = 0,
) -> list[FigureRow]:  # fmt: skip
    """The rows of a figure (`opening`, `closing` or a movement's code) of a service ("": none; None: all).

    Their sum is the figure. Raises NoSuchFigure.
    """
    found = None
    if service:
        found = Service.objects.filter(code=service).first()
        if found is None:
            raise NoSuchFigure()
    asked = {
        "service": found and found.pk, "any": service is None, "known_at": known_at, "most": most, "after": after,
    }  # fmt: skip
    if figure in STANDINGS:
        end = until if figure == "closing" else since - timedelta(days=1)
        return [FigureRow(*row) for row in sql.standing(**asked, until=end)]
    kinds = next((list(movement.kinds) for movement in MOVEMENTS if movement.code == figure), None)
    if kinds is None:
        raise NoSuchFigure()
    rows = sql.rows(**asked, kinds=kinds, since=since, until=until)
    return [FigureRow(*row[:6]) for row in rows]


def in_parts(
    *, figure: str, since: date, until: date, known_at: datetime, service: str | None = None, at_a_time: int = 50_000
) -> Iterator[FigureRow]:
    """Every row of a figure, some thousands at a time, for a file of any length. Raises as `figure_rows` does."""
    after = 0
    while rows := figure_rows(
        figure=figure, since=since, until=until, known_at=known_at, service=service, most=at_a_time, after=after
    ):
        yield from rows
        after += len(rows)
