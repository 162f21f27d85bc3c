"""Remittances: which could be behind some receipts, which explained them, and which still wait for their money."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from piperoll.database.json_columns import with_json
from piperoll.database.statements import beside
from piperoll.receipting.matching.advices import DAYS_APART
from piperoll.receipting.matching.facts import Advice, AdviceKind, AdviceLine
from piperoll.receipting.matching.names import words
from piperoll.safeguards.seeing import NOT_NAMED

sql = beside(__file__)
DAYS = DAYS_APART[AdviceKind.REMITTANCE]
SHOWN = 100


def fitting(receipts: Iterable[int]) -> list[Advice]:
    """The unused remittances that could be behind these receipts, for the engine: paid within days of one of them, and
    of its sum or less, or named in the bank's words."""
    return [_advice(with_json(row, "lines")) for row in sql.fitting(receipts=list(receipts), days=DAYS)]


def note_used(used: Mapping[int, Sequence[int]], *, run: int) -> None:
    """Note which remittances placed which receipts, {receipt: remittances}; within `placing.carry_out`."""
    pairs = [(receipt, one) for receipt, explained in used.items() for one in explained]
    if pairs:
        receipts, remittances = (list(column) for column in zip(*pairs, strict=True))
        sql.note_used(receipts=receipts, remittances=remittances, run=run)


def all_of_them(*, hidden: Collection[str]) -> list[Any]:
    """The newest remittances with what became of each; those that wait first, the longest waiting at the top.

    `hidden` here and below: the references of customers who must not be named.
    """
    are_theirs = _named(hidden)
    return [_masked(row, are_theirs) for row in sql.all_of_them(many=SHOWN)]


def remittance(key: int, *, hidden: Collection[str]) -> Any | None:
    """One remittance, or None."""
    found = sql.remittance(remittance=key)
    return _masked(found[0], _named(hidden)) if found else None


def lines_of(key: int, *, hidden: Collection[str]) -> list[tuple[str, str, int]]:
    """A remittance's lines as (reference, name, pence); no names once they are erased."""
    are_theirs = _named(hidden)
    return [
        (row.reference, NOT_NAMED if row.is_theirs or are_theirs(row.name) else row.name or "", row.amount_pence)
        for row in sql.lines_of(remittance=key, customers=list(hidden))
    ]


def behind(receipt: int, *, hidden: Collection[str]) -> list[Any]:
    """The remittances by which a receipt was placed, and whether that stands."""
    are_theirs = _named(hidden)
    return [_masked(row, are_theirs) for row in sql.behind(receipt=receipt)]


def _named(customers: Collection[str]) -> Callable[[str | None], bool]:
    """Tells whether a name may be that of one of some customers: their surname with their initial."""
    theirs = {_short(row.name) for row in sql.names_of(customers=list(customers))} if customers else set()
    return lambda name: bool(name and theirs) and _short(name or "") in theirs


def _short(name: str) -> tuple[str, str] | None:
    parts = words(name)
    return (parts[0][0], parts[-1]) if parts else None


def _masked(row: Any, are_theirs: Callable[[str | None], bool]) -> Any:
    return row._replace(payer_name=NOT_NAMED) if are_theirs(row.payer_name) else row


def _advice(row: Any) -> Advice:
    lines = tuple(AdviceLine(reference, pence, payer_name=name or "") for reference, pence, name in row.lines)
    return Advice(
        row.id, AdviceKind.REMITTANCE, row.reference, row.paid_on, row.total_pence, lines, payer_name=row.payer_name
    )  # fmt: skip
