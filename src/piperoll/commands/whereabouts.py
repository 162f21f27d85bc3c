"""Show a customer's addresses, contacts, delivery choice and joint accounts, each with its number and dates."""

from __future__ import annotations

import argparse
from typing import Any

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, today
from piperoll.commands.restricted import to_see
from piperoll.customers.choose_delivery import delivery_of, wants_texts

GROUP = "Customers"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer's reference, like C000000198")


def run(options: argparse.Namespace) -> Answer:
    """Show them. Raises NoSuchCustomer."""
    customer = to_see(options)
    delivery, texts = delivery_of(customer, today()), wants_texts(customer, today())
    rows = [
        *(
            ("address", str(a.pk), a.purpose, f"{a.lines}, {a.postcode}".replace("\n", ", "), *_dates(a))
            for a in customer.addresses.order_by("-valid_from", "-id")
        ),
        *(
            ("contact", str(c.pk), c.kind, c.value, *_dates(c))
            for c in customer.contacts.order_by("-valid_from", "-id")
        ),
        *(
            ("member", m.member.reference, "joint", m.member.name, *_dates(m))
            for m in customer.members.select_related("member")
        ),
        *(
            ("liable for", m.account.reference, "joint", m.account.name, *_dates(m))
            for m in customer.joint_accounts.select_related("account")
        ),
    ]
    how = f"{delivery['channel']}, {delivery['language']}, {delivery['format']}{', with texts' if texts else ''}"
    said = f"Hears by {how}.\n{columns(rows)}"
    known = ("what", "number", "kind", "value", "valid_from", "valid_to")
    facts = [dict(zip(known, row, strict=True)) for row in rows]
    return Answer({"customer": customer.reference, "delivery": delivery | {"texts": texts}, "known": facts}, said)


def _dates(row: Any) -> tuple[str, str]:
    return row.valid_from.isoformat(), row.valid_to.isoformat() if row.valid_to else ""
