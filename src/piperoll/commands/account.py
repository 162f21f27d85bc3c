"""Show a customer's account: how it stands and what is open, now or as it stood at the end of a day."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import date

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, day, moment, now, today
from piperoll.commands.restricted import to_see
from piperoll.customers.merging import kept_for
from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.foundations.money import plain_pounds, pounds
from piperoll.receivables.queries import AsAt, OpenItem, Standing, standing

MOST = 100


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer's reference, like C000000198")
    parser.add_argument("--as-at", type=day, metavar="DATE", help="the end of this day (else now)")
    parser.add_argument("--known-at", type=moment, metavar="MOMENT", help="by what was known then (else now)")


def run(options: argparse.Namespace) -> Answer:
    """Show it. Raises NoSuchCustomer."""
    is_now = options.as_at is None and options.known_at is None
    asked = to_see(options)
    kept = kept_for(asked, on=date.max if is_now else options.as_at or today(), known_at=options.known_at)
    customer = by_reference(kept.reference) if kept else asked
    when = AsAt(options.as_at or today(), None if is_now else options.known_at or now())
    stands = standing(customer.pk, when, most=MOST)
    facts = {"reference": customer.reference, "name": customer.name, **asdict(when), **asdict(stands)}
    merged = f"{asked.reference} is merged into {customer.reference}.\n" if kept else ""
    return Answer(facts, merged + _text(customer, stands))


def _text(customer: Customer, stands: Standing) -> str:
    balance = stands.balance
    said = (
        f"{customer.name} ({customer.reference}) owes {pounds(balance.owed_pence)}, "
        f"{pounds(balance.overdue_pence)} of it overdue, and has {pounds(balance.credit_pence)} of credit not used yet."
    )
    if not stands.items:
        return said
    rows = [("item", "due", "billed", "open"), *map(_line, stands.items)]
    more = f"\n… and {balance.items - MOST:,} more." if balance.items > MOST else ""
    return f"{said}\n{columns(rows)}{more}"


def _line(item: OpenItem) -> tuple[str, str, str, str]:
    due = item.due_on.isoformat() if item.due_on else "credit" if item.open_pence < 0 else item.effective_on.isoformat()
    return item.reference, due, plain_pounds(item.amount_pence), plain_pounds(item.open_pence)
