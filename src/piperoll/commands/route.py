"""Show who hears about a customer and how: themself, whoever acts for them, the executors, or each joint debtor."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day
from piperoll.commands.restricted import to_see
from piperoll.safeguards.routing import Route, route
from piperoll.safeguards.rules import ACTS

GROUP = "Customers"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer's reference, like C000000198")
    parser.add_argument(
        "--act", choices=list(ACTS), default="send_invoice", help="what it is about (else send_invoice)"
    )
    ask_for_the_day(parser, "the day to ask about")


def run(options: argparse.Namespace) -> Answer:
    """Show them. Raises NoSuchCustomer."""
    customer = to_see(options)
    routes = route([customer.pk], options.act, options.on)
    said = (
        "\n".join(map(_line, routes))
        or f"Nobody can be reached about {customer.reference}: find out who acts for them."
    )
    return Answer({"customer": customer.reference, "routes": [asdict(one) for one in routes]}, said)


def _line(one: Route) -> str:
    where = {"email": one.email, "telephone": one.phone or "no number known"}.get(
        one.channel, ", ".join([*one.lines, one.postcode])
    )
    return f"{one.name}: by {one.channel}, {where}. {one.why}."
