"""What is new since a waiting receipt was looked at last, so that its reasons say why it is decided now and not before.

Every run looks at all that waits; this asks, once a chunk, which of the things that decided it the last look could not
know: an invoice raised, a customer added, somebody who acts for them, a bank account that has paid for them since.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from piperoll.database.statements import beside
from piperoll.receipting.placing import Decided

sql = beside(__file__)
NEW = "New since it was last looked at: "


def with_news(decided: Sequence[Decided], waited: set[int]) -> list[Decided]:
    """The decisions; those on receipts that had `waited` say first what is new, or what they said before."""
    pairs = [
        (one.receipt_id, customer, item)
        for one in decided
        if one.receipt_id in waited
        for customer, item in _meant(one)
    ]
    if not pairs:
        return list(decided)
    receipts, customers, items = (list(column) for column in zip(*pairs, strict=True))
    told = {row.receipt_id: row for row in sql.news(receipts=receipts, customers=customers, items=items)}
    return [_said(one, told[one.receipt_id]) if one.receipt_id in told else one for one in decided]


def _meant(one: Decided) -> list[tuple[int, int]]:
    """The customer and the items a decision rests on; a decision about nobody rests on nothing."""
    if one.customer_id is None:
        return []
    items = [item for item, _ in one.allocations]
    if not items and one.candidates:
        items = [item for item, _ in one.candidates[0]["allocations"]]
    return [(one.customer_id, item) for item in items] or [(one.customer_id, 0)]


def _said(one: Decided, row: object) -> Decided:
    before = json.loads(row.reasons) if isinstance(row.reasons, str) else row.reasons or []  # type: ignore[attr-defined]
    if before[:1] and before[0].startswith(NEW) and tuple(before[1:]) == one.reasons:
        return replace(one, reasons=tuple(before))
    if not row.what or tuple(before) == one.reasons:  # type: ignore[attr-defined]
        return one
    return replace(one, reasons=(NEW + row.what, *one.reasons))  # type: ignore[attr-defined]
