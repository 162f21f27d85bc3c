"""Pause work on a customer, or on one invoice, until a day: a dispute, a complaint, breathing space…"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.billing.queries import NoSuchInvoice, find
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, day_in_words, now, pence
from piperoll.customers.queries import by_reference
from piperoll.receivables.queries import instalment_due
from piperoll.safeguards.place_hold import place_hold
from piperoll.safeguards.rules import HOLDS

GROUP = "Customers"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer's reference, like C000000198")
    parser.add_argument("kind", choices=list(HOLDS))
    parser.add_argument("--until", type=day, metavar="DATE", help="its last day (breathing space: 60 days unless told)")
    parser.add_argument("--invoice", default="", metavar="NUMBER", help="for this invoice alone")
    parser.add_argument("--due", type=day, metavar="DATE", help="for the instalment of it due that day alone")
    parser.add_argument("--amount", type=pence, metavar="POUNDS", help="for this sum of it alone: what is disputed")
    parser.add_argument("--note", default="", metavar="WORDS", help="why it is held")
    ask_for_the_day(parser, "the day it begins")


def run(options: argparse.Namespace) -> Answer:
    """Place it. Raises NoSuchCustomer, NoSuchInvoice and whatever the verb refuses."""
    customer = by_reference(options.customer)
    invoice = find(options.invoice) if options.invoice else None
    if options.invoice and (invoice is None or invoice.customer_reference != customer.reference):
        raise NoSuchInvoice(number=options.invoice)
    placed = place_hold(
        customer=customer.pk, kind=options.kind, until=options.until, note=options.note,
        invoice_id=invoice.id if invoice else None, invoice_number=invoice.number if invoice else "",
        item_id=instalment_due(invoice.id if invoice else None, options.due),
        amount_pence=options.amount, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    what = f"Invoice {placed.invoice_number}" if placed.invoice_number else f"Customer {customer.reference}"
    said = (
        f"{what} is on hold until {day_in_words(placed.valid_to)}: {HOLDS[placed.kind].lower()} (hold {placed.hold})."
    )
    return Answer(asdict(placed), said)
