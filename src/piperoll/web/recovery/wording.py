"""The words of recovery on a page: tags and the sums of an account."""

from __future__ import annotations

from typing import Any

from piperoll.foundations.money import pounds
from piperoll.recovery.rules import STAGES, WHY
from piperoll.web.components.status import Tag

SECTION = "Recovery"
COLOURS = {
    "send": "green", "person": "blue", "not_yet": "grey", "waits": "grey", "in_post": "grey", "small": "grey",
    "end": "orange", "barred": "red", "held": "orange", "arranged": "teal", "direct_debit": "teal", "credit": "teal",
    "suspense": "yellow", "promised": "teal", "no_track": "red", "no_stages": "red",
}  # fmt: skip
PARTS = {
    "held_pence": "disputed or on hold", "arranged_pence": "in an arrangement", "debit_pence": "by Direct Debit",
    "credit_pence": "credit", "suspense_pence": "in suspense",
}  # fmt: skip


def why_tag(row: Any) -> Tag:
    """What becomes of an account."""
    if row.why == "person":
        return Tag(f"To do: {STAGES[row.stage].lower()}", COLOURS[row.why])
    return Tag(STAGES[row.stage] if row.why == "send" else WHY[row.why], COLOURS[row.why])


def run_tag(row: Any) -> Tag:
    """Where a reminder run stands."""
    if row.what is None:
        return Tag("Waits to be issued", "orange") if row.letters else Tag("Nothing to send", "grey")
    return Tag("Issued", "green") if row.what == "issued" else Tag("Given up", "grey")


def less(row: Any) -> str:
    """What of the overdue sum is not chased, and why: `less £30.00 disputed or on hold, £5.00 credit`."""
    parts = [f"{pounds(pence)} {words}" for name, words in PARTS.items() if (pence := getattr(row, name))]
    return f"less {', '.join(parts)}" if parts else ""
