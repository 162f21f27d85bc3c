"""Refunds, the newest first; with a number, one refund and its story; with --came-back, those to be dealt with."""

from __future__ import annotations

import argparse
from collections.abc import Collection

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, now, today
from piperoll.customers.models import Customer
from piperoll.foundations.money import pounds
from piperoll.refunds import queries
from piperoll.refunds.rules import STATES
from piperoll.safeguards.seeing import NOT_NAMED, every_hidden, look

GROUP = "Refunds"
NEEDS_ACTOR = True
MOST = 1_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("refund", type=int, nargs="?", help="one refund's number")
    parser.add_argument("--state", choices=list(STATES), default="", help="only those that stand there")
    parser.add_argument("--came-back", action="store_true", help="those that did not arrive, not dealt with since")


def run(options: argparse.Namespace) -> Answer:
    """Show them. Raises NotPermitted, NoSuchRefund."""
    options.by.must("see_refunds")
    hidden = every_hidden(on=today(), by=options.by)
    if options.came_back:
        return _came_back(hidden)
    if options.refund is None:
        found = [
            row._replace(name=NOT_NAMED, why="") if row.customer in hidden else row
            for row in queries.refunds(state=options.state, most=MOST)
        ]
        rows = [(str(row.id), row.customer, row.name, pounds(row.amount_pence), STATES[row.state]) for row in found]
        return Answer({"refunds": [row._asdict() for row in found]}, columns(rows) if rows else "There are none.")
    one, story = queries.refund(options.refund), queries.story(options.refund)
    look(Customer.objects.get(pk=one.customer_id), place="refunds", on=today(), at=now(), by=options.by)
    to = f"••••{one.last_four}" if one.last_four else f"a cheque to {one.payable_to}"
    to = "the card it came from" if one.method == "card" else to
    said = [f"Refund {one.id} of {pounds(one.amount_pence)} to {one.name}, {to}: {STATES[one.state].lower()}."]
    said += [f"{row.started_at:%Y-%m-%d %H:%M}  {row.what}  {row.by_name}  {row.why}".rstrip() for row in story]
    return Answer(one._asdict() | {"story": [row._asdict() for row in story]}, "\n".join(said))


def _came_back(hidden: Collection[str]) -> Answer:
    found = [
        row._replace(name=NOT_NAMED, reason="") if row.customer in hidden else row
        for row in queries.came_back(most=MOST)
    ]
    rows = [
        (str(row.id), row.customer, row.name, pounds(row.open_pence), f"{row.ended_on:%-d %b %Y}", row.reason)
        for row in found
    ]
    return Answer({"refunds": [row._asdict() for row in found]}, columns(rows) if rows else "There are none.")
