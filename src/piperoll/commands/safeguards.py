"""Show a customer's flags, holds and whoever acts for them, each with its number and dates."""

from __future__ import annotations

import argparse
from typing import Any

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns
from piperoll.commands.restricted import to_see
from piperoll.safeguards.queries import flags_of, holds_of, representatives_of
from piperoll.safeguards.rules import FLAGS, HOLDS, REPRESENTATIVES

GROUP = "Customers"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer's reference, like C000000198")


def run(options: argparse.Namespace) -> Answer:
    """Show them. Raises NoSuchCustomer."""
    customer = to_see(options)
    found = {
        "flags": flags_of(customer.pk),
        "holds": holds_of(customer.pk),
        "representatives": representatives_of(customer.pk),
    }
    facts = {name: [row._asdict() for row in rows] for name, rows in found.items()}
    lines = [
        *(_line("flag", row, FLAGS[row.kind]) for row in found["flags"]),
        *(_line("hold", row, HOLDS[row.kind], row.invoice_number) for row in found["holds"]),
        *(_line("representative", row, REPRESENTATIVES[row.kind], row.name) for row in found["representatives"]),
    ]
    said = columns(lines) if lines else "No flags, no holds, and nobody acts for them."
    return Answer({"customer": customer.reference, **facts}, said)


def _line(what: str, row: Any, kind: str, more: str = "") -> tuple[str, ...]:
    until = f"to {row.valid_to}" if row.valid_to else "no end"
    return what, str(row.id), kind, more, f"from {row.valid_from}", until, row.why_ended or ""
