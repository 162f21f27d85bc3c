"""The words of refunds on a page: states, tabs, tags, how a payee's account is written."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from piperoll.refunds.rules import ORIGINS, STATES, Check
from piperoll.web.components.links import Link, Tabs
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Column, Noted, Table

SECTION = "Refunds"
COLOURS = {
    "approved": "blue",
    "chosen": "orange",
    "sent": "yellow",
    "paid": "green",
    "cancelled": "grey",
    "returned": "red",
    "stopped": "red",
    "withdrawn": "red",
}
VERDICTS = {
    "well": Tag("Well", "green"),
    "mind": Tag("Look twice", "yellow"),
    "wait": Tag("Waits", "orange"),
    "stop": Tag("Forbids it", "red"),
}
PARTS = {
    "refunds": ("Refunds", "refunds"),
    "runs": ("Refund runs", "refund_runs"),
    "concerns": ("Concerns", "concerns"),
}
STORY = {
    "asked": "Asked for",
    "approved": "Approved",
    "chosen": "Chosen to be paid",
    "released": "Released",
    "discarded": "Its run was given up",
    "filed": "Put into a file",
    "cheque": "Cheque drawn",
    "to_card": "Sent to GOV.UK Pay",
    "on_card": "On the card, says GOV.UK Pay",
    "paid": "Paid, as the bank shows",
} | {state: STATES[state] for state in ("cancelled", "returned", "stopped", "withdrawn")}


def tabs(current: str, may: frozenset[str]) -> Tabs:
    """The parts of refunds, side by side, for whoever may see them."""
    shown = [key for key in PARTS if key != "concerns" or "see_concerns" in may]
    return Tabs("Refunds", [Link(PARTS[key][0], reverse(PARTS[key][1])) for key in shown], PARTS[current][0])


def state_tag(state: str) -> Tag:
    """Where a refund stands."""
    return Tag(STATES[state], COLOURS[state])


def run_tag(row: Any) -> Tag:
    """Where a refund run stands."""
    if row.what is None:
        return Tag("Waits for release", "orange")
    if row.what == "discarded":
        return Tag("Given up", "grey")
    if row.method == "cheque":
        return Tag(f"{row.to_draw} cheques to draw", "blue") if row.to_draw else Tag("Cheques drawn", "green")
    if row.method == "card":
        waits = f"{row.to_send} to send" if row.to_send else f"{row.to_hear} on their way" if row.to_hear else ""
        return Tag(waits, "blue") if waits else Tag("Paid to cards", "green")
    return Tag(f"In file {row.serial}", "green") if row.serial else Tag("Released, no file yet", "blue")


def goes_to(row: Any) -> object:
    """Where a refund goes, in a list."""
    if row.method == "card":
        return "The card it came from"
    if not row.last_four:
        return Noted("Cheque", row.cheque or "not drawn yet")
    return Noted(f"••••{row.last_four}", ORIGINS[row.origin])


def checks_table(checks: list[Check]) -> Table:
    """Every safeguard as it stands, in words, with its source."""
    columns = [Column("Safeguard"), Column("Stands"), Column("Why")]
    rows = [[one.title, VERDICTS[one.verdict], Noted(one.words, one.source)] for one in checks]
    return Table("Safeguards as they stand today", columns, rows)
