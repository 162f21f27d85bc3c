"""Show every change to what we know of a customer: what, when, by whom, and why."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns
from piperoll.commands.restricted import to_see
from piperoll.safeguards.history import history

GROUP = "Customers"
MOST = 200


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer's reference, like C000000198")


def run(options: argparse.Namespace) -> Answer:
    """Show it, newest first. Raises NoSuchCustomer, RecordRestricted."""
    customer = to_see(options)
    changes = history(customer.pk, most=MOST)
    rows = [(f"{one.at:%Y-%m-%d %H:%M}", one.by_name, one.said, one.why) for one in changes]
    facts = [asdict(one) for one in changes]
    return Answer({"customer": customer.reference, "changes": facts}, columns(rows) or "Nothing was changed yet.")
