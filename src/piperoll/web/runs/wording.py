"""How runs are written: what a verb is called, what state it is in, what its totals say."""

from __future__ import annotations

from typing import Any

from piperoll.foundations.money import pounds
from piperoll.web.components.status import Tag
from piperoll.web.components.wording import count

STATES = {
    "working": Tag("Working or stopped", "yellow"),
    "done": Tag("Done", "green"),
    "nothing": Tag("Took nothing", "grey"),
    "failed": Tag("Failed", "red"),
}
NAMES = {"vat": "VAT"}
ORDER = (
    "format", "statements", "invoices", "first_number", "last_number", "new_customers", "vat_pence", "gross_pence",
    "lines", "lines_known_before", "credit_pence", "debit_pence", "closing_pence",
    "looked_at", "allocated", "suggested", "suspense", "overtaken", "placed_pence", "allocated_pence",
)  # fmt: skip


def verb_words(verb: str) -> str:
    """`raise_invoices` as people say it: `Raise invoices`."""
    return verb.replace("_", " ").capitalize()


def order_of(total: tuple[str, Any]) -> tuple[int, str]:
    """Where a total stands among others: in the order of the work, then by name."""
    name = total[0]
    return (ORDER.index(name) if name in ORDER else len(ORDER), name)


def total_words(name: str) -> str:
    """A total's name without its unit: `net_pence_billed` is `Net billed`."""
    words = [NAMES.get(word, word) for word in name.split("_") if word != "pence"]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]]) if words else "Sum"


def total_value(name: str, value: Any) -> str:
    """A total as a page shows it: pence as pounds, counts with commas."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {total_value(name, one)}" for key, one in value.items())
    if isinstance(value, int) and not isinstance(value, bool):
        return pounds(value) if "pence" in name.split("_") else f"{value:,}"
    return str(value)


def summary_words(verb: str, totals: dict[str, Any]) -> str:
    """A run's result in a few words, for a list."""
    said = _SUMMARIES.get(verb)
    return said(totals) if said and totals else ""


def _raised(totals: dict[str, Any]) -> str:
    words = f"{count(totals.get('invoices', 0), 'invoice')}, {pounds(totals.get('gross_pence', 0))}"
    rejected = totals.get("lines_rejected", 0)
    return words + (f", {rejected:,} rejected" if rejected else "")


def _banked(totals: dict[str, Any]) -> str:
    return f"{count(totals.get('lines', 0), 'line')}, {pounds(totals.get('credit_pence', 0))} in"


def _allocated(totals: dict[str, Any]) -> str:
    return f"{totals.get('allocated', 0):,} allocated, {totals.get('suggested', 0):,} suggested"


_SUMMARIES = {"raise_invoices": _raised, "import_statement": _banked, "allocate_receipts": _allocated}
