"""Holding a sum of an invoice, and letting it go, inside the deed of a room above: a dispute holds what is disputed.

Where an officer holds or releases by hand, `place_hold` and `release_hold` do.
"""

from __future__ import annotations

from datetime import date, timedelta

from piperoll.safeguards.heard_outside import News, tell
from piperoll.safeguards.models import Hold, HoldRelease
from piperoll.safeguards.rules import HOLDS, LONGEST_HOLD


def hold_from(
    on: date, *, customer: int, kind: str, note: str, run: int, invoice_id: int | None = None,
    invoice_number: str = "", item_id: int | None = None, amount_pence: int | None = None,
) -> Hold:  # fmt: skip
    """Hold an invoice, an instalment or so much of it, or the whole customer, from a day on for as long as a hold may
    last: whatever holds it lets it go."""
    hold = Hold.objects.create(
        customer_id=customer, invoice_id=invoice_id, invoice_number=invoice_number, item_id=item_id,
        amount_pence=amount_pence, kind=kind, note=note, valid_from=on, valid_to=on + LONGEST_HOLD, run_id=run,
    )  # fmt: skip
    tell(News(customer, kind, HOLDS[kind], invoice_id), run=run)
    return hold


def let_go(hold: int, *, on: date, why: str, run: int) -> bool:
    """End a hold the day before `on`; False when it was over or released already."""
    if HoldRelease.objects.filter(hold=hold).exists() or not Hold.objects.filter(pk=hold, valid_to__gte=on).exists():
        return False
    HoldRelease.objects.create(hold_id=hold, valid_to=on - timedelta(days=1), reason=why, run_id=run)
    return True
