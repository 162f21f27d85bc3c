"""Place a receipt on a customer's account by hand, saying which invoices it pays.

  place-receipt 117 C000012374 --item AT0000001234=60 --on-account 4.50

An invoice in instalments is paid from the oldest on. With neither --item nor --on-account all of it stays on the
account.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now, pence
from piperoll.customers.queries import by_reference
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.receipting import queries
from piperoll.receipting.place_receipt import MoreThanOwed, NoSuchReceipt, place_receipt

NEEDS_ACTOR = True


class NotOwed(Refused):
    """{customer} has nothing open on {reference}."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("receipt", type=int, help="the receipt's number")
    parser.add_argument("customer", help="the customer's reference")
    parser.add_argument(
        "--item", action="append", default=[], type=_item, metavar="INVOICE=POUNDS", help="how much pays which invoice"
    )
    parser.add_argument("--on-account", type=pence, default=0, metavar="POUNDS", help="how much stays on the account")
    parser.add_argument("--reason", default="", help="how you know")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Place it. Raises NoSuchCustomer, NotOwed and whatever the verb refuses."""
    customer = by_reference(options.customer)
    waiting = queries.receipt(options.receipt)
    if waiting is None:
        raise NoSuchReceipt(receipt=options.receipt)
    everything = not options.item and not options.on_account
    placed = place_receipt(
        receipt=options.receipt,
        customer=customer.pk,
        allocations=spread(options.item, queries.owed(customer.pk), str(customer)),
        unapplied_pence=waiting.open_pence if everything else options.on_account,
        reason=options.reason,
        on=options.on,
        at=now(),
        by=options.by,
    )
    said = f"{pounds(placed.placed_pence)} placed on {customer}, {pounds(placed.allocated_pence)} of it allocated."
    return Answer(asdict(placed), said)


def spread(asked: Iterable[tuple[str, int]], owed: Iterable[Any], customer: str) -> dict[int, int]:
    """Pence by item: what is asked for each invoice, over its open instalments, the oldest first.

    Raises NotOwed, MoreThanOwed.
    """
    rows = list(owed)
    left = {row.id: row.open_pence for row in rows}
    pays: dict[int, int] = {}
    for reference, wanted in asked:
        items = [row for row in rows if row.reference == reference]
        if not items:
            raise NotOwed(customer=customer, reference=reference)
        open_pence = sum(left[row.id] for row in items)
        if wanted > open_pence:
            raise MoreThanOwed(reference=reference, open=pounds(open_pence), asked=pounds(wanted))
        for row in items:
            taken = min(wanted, left[row.id])
            wanted, left[row.id] = wanted - taken, left[row.id] - taken
            pays[row.id] = pays.get(row.id, 0) + taken
    return pays


def _item(text: str) -> tuple[str, int]:
    reference, equals, sum_in_pounds = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text!r} is not INVOICE=POUNDS, like AT0000001234=60")
    return "".join(reference.split()).upper(), pence(sum_in_pounds)
