"""Anytown's bulk payer: the county's list of what one payment of theirs is for comes before the money."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from piperoll.anytown.outcome import Outcome
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import plain_pounds
from piperoll.receipting.import_remittance import import_remittance
from piperoll.receipting.models import Remittance
from piperoll.receivables.models import Item

STEPS = 1
PAYER, REFERENCE = "Anyshire County Council", "ACC-20117"
LINES = 8
_LOOKED_AT = 400


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """Take the county's list in; its money is on the way. Done before, it changes nothing."""
    kept = Remittance.objects.filter(reference=REFERENCE).first()
    already = kept is not None
    if kept is None:
        owed = _owed()
        with TemporaryDirectory() as folder:
            file = Path(folder) / f"anyshire-{on:%Y%m%d}.csv"
            file.write_text(_listed(owed))
            total = sum(item.balance.open_pence for item in owed)
            made = import_remittance(
                file=file, payer=PAYER, reference=REFERENCE, paid_on=on + timedelta(days=1), total_pence=total,
                on=on, at=at, by=team["officer"],
            )  # fmt: skip
        kept = Remittance.objects.get(pk=made.remittance)
    yield Outcome(
        "day", "Take a remittance in", kept.run_id, kept.line_count, kept.line_count, "lines", 0, kept.total_pence,
        already,
    )  # fmt: skip


def _owed() -> list[Item]:
    """Some of what is due last, one thing a customer."""
    items = Item.objects.filter(kind="instalment", balance__open_pence__gt=0).select_related("balance", "customer")
    found: dict[int, Item] = {}
    for item in items.order_by("-due_on", "-id")[:_LOOKED_AT]:
        found.setdefault(item.customer_id, item)
    return list(found.values())[:LINES]


def _listed(owed: list[Item]) -> str:
    file = io.StringIO()
    rows = [[item.reference, item.customer.name, plain_pounds(item.balance.open_pence)] for item in owed]
    total = plain_pounds(sum(item.balance.open_pence for item in owed))
    csv.writer(file).writerows(
        [[PAYER], [], ["Invoice number", "Client name", "Amount paid"], *rows, ["Total", "", total]]
    )
    return file.getvalue()
