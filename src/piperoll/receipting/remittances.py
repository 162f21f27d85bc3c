"""Remittances: which could be behind some receipts, which explained them, and which still wait for their money."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from piperoll.database.json_columns import with_json
from piperoll.database.statements import beside
from piperoll.receipting.matching.advices import DAYS_APART
from piperoll.receipting.matching.facts import Advice, AdviceKind, AdviceLine

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


def all_of_them() -> list[Any]:
    """The newest remittances with what became of each; those that wait first, the longest waiting at the top."""
    return list(sql.all_of_them(many=SHOWN))


def remittance(key: int) -> Any | None:
    """One remittance, or None."""
    (found,) = sql.remittance(remittance=key) or (None,)
    return found


def lines_of(key: int) -> list[tuple[str, str, int]]:
    """A remittance's lines as (reference, name, pence); no names once they are erased."""
    return [(row.reference, row.name or "", row.amount_pence) for row in sql.lines_of(remittance=key)]


def behind(receipt: int) -> list[Any]:
    """The remittances by which a receipt was placed, and whether that stands."""
    return list(sql.behind(receipt=receipt))


def _advice(row: Any) -> Advice:
    lines = tuple(AdviceLine(reference, pence, payer_name=name or "") for reference, pence, name in row.lines)
    return Advice(
        row.id, AdviceKind.REMITTANCE, row.reference, row.paid_on, row.total_pence, lines, payer_name=row.payer_name
    )  # fmt: skip
