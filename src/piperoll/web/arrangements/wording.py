"""The words of arrangements on a page: tags, figures, tables."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from piperoll.arrangements.rules import ENDS, PROMISES, STATES, reference_of
from piperoll.foundations.money import pounds
from piperoll.safeguards.seeing import NOT_NAMED
from piperoll.web.addresses import customer_address
from piperoll.web.components.links import Link
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import day

SECTION = "Recovery"
_COLOURS = {
    "kept": "green", "suspense": "yellow", "late": "orange", "courtesy": "orange", "unheard": "red", "broken": "red",
    "paid": "teal", "completed": "teal", "cancelled": "grey", "changed": "grey", "waiting": "blue", "part": "orange",
    "withdrawn": "grey",
}  # fmt: skip


def state_tag(state: str) -> Tag:
    """Where an arrangement stands."""
    return Tag({**STATES, **ENDS}[state], _COLOURS[state])


def promise_tag(state: str) -> Tag:
    """Where a promise stands."""
    return Tag(PROMISES[state], _COLOURS[state])


def arrangement_table(rows: list[Any], *, with_customer: bool, caption: str, empty: str) -> Table:
    """Arrangements, each with where it stands and what comes next."""
    columns = [
        Column("Arrangement"), *([Column("Customer")] if with_customer else []), Column("Stands"), Column("Next"),
        Column("Behind", "money"), Column("Still open", "money"),
    ]  # fmt: skip
    lines = [
        [
            Noted(_link(row), f"agreed {day(row.agreed_on)}"), *([_who(row)] if with_customer else []),
            state_tag(row.state), _next(row), row.behind_pence or "", row.open_pence,
        ]
        for row in rows
    ]  # fmt: skip
    return Table(caption, columns, lines, empty=empty)


def waiting_table(rows: list[Any], *, may_open: bool) -> Table:
    """Arrangements asked for that somebody else is to decide."""
    columns = [Column("Request"), Column("How it would be paid"), Column("Asked by"), Column("For", "money")]
    lines = [
        [
            Link(f"Request {row.id}", reverse("request", args=[row.id])) if may_open else f"Request {row.id}",
            row.words, Noted(row.asked_by, day(row.asked_on)), row.amount_pence,
        ]
        for row in rows
    ]  # fmt: skip
    return Table("To be decided: nothing of it is chased meanwhile", columns, lines)


def _link(row: Any) -> object:
    named = reference_of(row.id)
    return named if row.name == NOT_NAMED else Link(named, reverse("arrangement", args=[row.id]))


def _who(row: Any) -> object:
    return row.name if row.name == NOT_NAMED else Noted(Link(row.name, customer_address(row.reference)), row.reference)


def _next(row: Any) -> object:
    if row.state == "courtesy":
        return f"answer by {day(row.answer_by)}"
    if row.state == "unheard":
        return "reach them another way, or end it"
    if row.ended_on:
        return f"ended {day(row.ended_on)}"
    return Noted(day(row.next_on), pounds(row.next_pence)) if row.next_on else "nothing more planned"


def promise_table(rows: list[Any], *, with_customer: bool, caption: str, may_withdraw: bool = False) -> Table:
    """Promises to pay, with what came of each."""
    columns = [
        Column("By"), *([Column("Customer")] if with_customer else []), Column("Stands"), Column("Who promised"),
        Column("Came", "money"), Column("Promised", "money"),
    ]  # fmt: skip
    lines = [
        [
            day(row.by_on), *([_who(row)] if with_customer else []), _stands(row, may_withdraw),
            Noted(row.promised_by, f"told {row.taken_by} on {day(row.promised_on)}"), row.came_pence or "", row.pence,
        ]
        for row in rows
    ]  # fmt: skip
    return Table(caption, columns, lines, empty="Nobody has promised anything.")


def _stands(row: Any, may_withdraw: bool) -> object:
    tag = promise_tag(row.state)
    if row.state == "waiting" and may_withdraw and row.name != NOT_NAMED:
        return Noted(tag, Link("Take it back", reverse("withdraw_promise", args=[row.reference, row.id])))
    return tag
