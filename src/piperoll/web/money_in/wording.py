"""How money in is written on its pages: states, payers, what became of a line."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from piperoll.safeguards.seeing import NOT_NAMED
from piperoll.web.addresses import customer_address
from piperoll.web.components.html import element, together
from piperoll.web.components.links import Link
from piperoll.web.components.status import Tag
from piperoll.web.components.wording import money

NOBODY = "No name given"
STATE_TAGS = {
    "new": Tag("Not looked at yet", "grey"),
    "suggested": Tag("Suggested", "yellow"),
    "waiting": Tag("In suspense", "orange"),
    "held": Tag("Held", "purple"),
    "placed": Tag("Placed", "green"),
    "returned": Tag("Returned unpaid", "red"),
}


def kind_words(kind: str) -> str:
    """A kind of bank line at the start of a cell."""
    return kind[:1].upper() + kind[1:]


def account_words(sort_code: str, account_number: str) -> str:
    """Sort code and account number as a bank prints them: `08-99-99 66374958`."""
    return f"{sort_code[:2]}-{sort_code[2:4]}-{sort_code[4:]} {account_number}"


def first_words(narrative: str, most: int = 90) -> str:
    """The beginning of a narrative, on one line."""
    line = " · ".join(narrative.split("\n"))
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def customer_link(name: str, reference: str) -> Link:
    """The way to a customer's account."""
    return Link(name, customer_address(reference))


def became(row: Any, *, hidden: Collection[str]) -> object:
    """What became of a bank line: its owner, or why it waits. Owners of `hidden` references are not named."""
    if row.receipt_id is None:
        return element("span", "No money moved", class_="app-quiet")
    owners = together(
        [
            together([customer_link(NOT_NAMED if reference in hidden else name, reference), " ", money(pence)])
            for _, name, reference, pence in row.customers or []
        ]
        + [
            together([Link(name, f"/money-in/funds/{code}/"), " ", money(pence)])
            for code, name, pence in row.funds or []
        ],
        between=", ",
    )
    if row.state == "placed":
        return owners or STATE_TAGS["placed"]
    words = element("span", row.reason, class_="app-table__note") if row.reason else None
    return element("span", STATE_TAGS[row.state], together([" ", owners]) if owners else None, words)
