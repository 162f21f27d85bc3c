"""Show all that a customer owes the council: their own and joint accounts, other accounts of theirs, other systems."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, today
from piperoll.commands.restricted import to_see
from piperoll.customers.merging import kept_id
from piperoll.customers.models import Customer
from piperoll.foundations.money import plain_pounds, pounds
from piperoll.reporting.single_view import SingleView, single_view
from piperoll.safeguards.seeing import hidden_from

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer's reference, like C000000198")


def run(options: argparse.Namespace) -> Answer:
    """Show it. Raises NoSuchCustomer."""
    options.by.must("see_customers")
    customer = Customer.objects.get(pk=kept_id(to_see(options).pk))
    view = single_view(customer, on=today())
    view = view.without(hidden_from([one.customer for one in view.accounts], on=today(), by=options.by))
    facts = {"reference": customer.reference, "in_all_pence": view.in_all_pence, **asdict(view)}
    return Answer(facts, _text(customer, view))


def _text(customer: Customer, view: SingleView) -> str:
    rows = [("account", "how", "owed", "overdue", "link")]
    rows += [
        (f"{one.reference} {one.name}", one.how, plain_pounds(one.owed_pence), plain_pounds(one.overdue_pence),
         str(one.link or ""))
        for one in view.accounts
    ]  # fmt: skip
    told = [
        f"  {one.system} {one.reference} (account {one.account}): "
        + (f"{pounds(one.owed_pence or 0)}, as told of {one.told_on}" if one.told_on else "nothing told yet")
        for one in view.elsewhere
    ]
    said = f"{customer} owes {pounds(view.in_all_pence)} in all, what belongs to others left out."
    return "\n".join([said, columns(rows), *(["In other systems:", *told] if told else [])])
