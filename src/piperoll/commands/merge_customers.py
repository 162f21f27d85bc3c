"""Read two customers' accounts as one, from a day on; without a reason, see what would come together.

merge-customers C000000298 --into C000000101                     see both, change nothing
merge-customers C000000298 --into C000000101 --reason WORDS      merge them
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, now, today
from piperoll.customers.merge_customers import merge_customers
from piperoll.customers.queries import by_reference
from piperoll.foundations.money import plain_pounds, pounds
from piperoll.reporting.coming_together import Side, Together, coming_together
from piperoll.safeguards.seeing import look

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("merged", metavar="REFERENCE", help="the customer whose account becomes part of the other's")
    parser.add_argument("--into", required=True, metavar="REFERENCE", help="the customer to keep")
    parser.add_argument("--reason", default="", metavar="WORDS", help="how you know that they are the same")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Merge them, or show them. Raises NoSuchCustomer and what merge_customers refuses."""
    merged, kept = by_reference(options.merged), by_reference(options.into)
    if not options.reason.strip():
        options.by.must("merge_customers")
        for customer in (merged, kept):
            look(customer, place="the command line", on=today(), at=now(), by=options.by)
        together = coming_together(merged, kept, on=options.on)
        return Answer(_facts(together), _text(together))
    done = merge_customers(
        merged=merged.pk, kept=kept.pk, reason=options.reason, on=options.on, at=now(), by=options.by
    )
    return Answer(asdict(done), f"{done.merged} is now read as part of {done.kept} (run {done.run}).")


def _facts(together: Together) -> dict[str, object]:
    sides = [
        {"reference": side.customer.reference, "name": side.customer.name, **asdict(side.balance)}
        for side in together.sides
    ]
    shared = together.same_bank_accounts
    return {"customers": sides, "together": asdict(together.balance), "same_bank_accounts": shared}


def _text(together: Together) -> str:
    one, other = together.sides
    rows = [("", "merged", "kept"), *zip(("reference", "name", "address", "email", "telephone", "open items",
            "owed", "overdue", "credit"), _told(one), _told(other), strict=True)]  # fmt: skip
    owed = pounds(together.balance.owed_pence)
    return (
        f"{columns(rows)}\nTogether they owe {owed}. Nothing was changed: give --reason to merge them, and the first "
        "is read as part of the second."
    )


def _told(side: Side) -> list[str]:
    known, balance = side.known, side.balance
    address = (
        f"{known.address.lines.replace(chr(10), ', ')}, {known.address.postcode}" if known.address else "not known"
    )
    return [
        known.customer.reference, known.customer.name, address, known.contact("email") or "none",
        known.contact("phone") or "none", str(balance.items), plain_pounds(balance.owed_pence),
        plain_pounds(balance.overdue_pence), plain_pounds(balance.credit_pence),
    ]  # fmt: skip
