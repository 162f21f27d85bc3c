"""The ways the engine offers to use a receipt, each with what it would pay and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from piperoll.receipting import queries
from piperoll.safeguards.seeing import NOT_NAMED
from piperoll.web.components.html import element, hidden_words, together
from piperoll.web.components.links import button
from piperoll.web.components.status import Because
from piperoll.web.components.table import Column, Table
from piperoll.web.money_in.wording import customer_link
from piperoll.web.record.seeing import masked


@dataclass(frozen=True)
class Way:
    """One candidate: its place in the match, whom and what it would pay, why, and whether it still can be taken."""

    number: int
    title: object
    score: int
    pays: Table
    because: Because
    is_open: bool
    button: object


def ways(request: Any, candidates: list[dict[str, Any]], *, is_suggested: bool) -> list[Way]:
    """Every candidate of a match, best first, in as many questions however many there are.

    Only what the engine suggests stands out; among equals none does.
    """
    customers, items = queries.named(
        [c["customer"] for c in candidates if c["customer"] is not None],
        [item for c in candidates for item, _ in c["allocations"]],
    )
    shown = masked(request, customers.values(), reference="reference", name=NOT_NAMED)
    customers = {row.id: row for row in shown}
    return [
        _way(number, candidate, customers, items, stands_out=is_suggested and number == 0)
        for number, candidate in enumerate(candidates)
    ]


def _way(
    number: int, candidate: dict[str, Any], customers: dict[int, Any], items: dict[int, Any], *, stands_out: bool
) -> Way:
    paid = [(items[item], pence) for item, pence in candidate["allocations"] if item in items]
    customer = customers.get(candidate["customer"])
    columns = [
        Column("Invoice"),
        Column("For"),
        Column("Due", "day"),
        Column("Open now", "money"),
        Column("Would pay", "money"),
    ]
    rows: list[list[object]] = [
        [row.reference, row.service or "", row.due_on, row.open_pence, pence] for row, pence in paid
    ]
    if candidate["unapplied_pence"]:
        rows.append(["Kept on the account", "", None, None, candidate["unapplied_pence"]])
    return Way(
        number=number,
        title=_title(customer),
        score=candidate["score"],
        pays=Table(
            f"What way {number + 1} would pay", columns, rows, caption_hidden=True, empty="It would pay nothing."
        ),
        because=Because(candidate["reasons"]),
        button=_accept(customer.name if customer else "way", stands_out=stands_out),
        is_open=all(0 < pence <= row.open_pence for row, pence in paid) and bool(paid or candidate["unapplied_pence"]),
    )


def _accept(name: str, *, stands_out: bool) -> object:
    words = together(["Accept", hidden_words(f" {name}")])
    if stands_out:
        return button(words, data_shortcut="a", data_shortcut_name="Accept what is suggested")
    return button(words, kind="secondary")


def _title(customer: Any) -> object:
    if customer is None:
        return "Several customers"
    where = f"{customer.reference}, {customer.postcode}" if customer.postcode else customer.reference
    return together(
        [customer_link(customer.name, customer.reference), element("span", f" {where}", class_="app-quiet")]
    )
