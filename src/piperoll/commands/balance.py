"""Say what a ledger account or a customer stood at on a day, by what was known at a moment.

balance SUSPENSE
balance C000012374 --as-at 2026-10-31 --known-at 2026-11-01T09:00
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import date, datetime

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, day, day_in_words, moment, now, today
from piperoll.commands.restricted import to_see
from piperoll.customers.models import Customer
from piperoll.customers.queries import NoSuchCustomer
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.ledger.balances import balance_of
from piperoll.receivables.queries import AsAt, standing


class NoSuchAccount(Refused):
    """{name} is neither a ledger account nor a customer's reference. See Set-up for the accounts."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("name", metavar="ACCOUNT-OR-CUSTOMER", help="a ledger account's code or a customer's reference")
    parser.add_argument("--as-at", type=day, default=today(), metavar="DATE", help="the end of this day (else today)")
    parser.add_argument(
        "--known-at", type=moment, default=now(), metavar="MOMENT", help="by what was known then (else now)"
    )


def run(options: argparse.Namespace) -> Answer:
    """Say it. Raises NoSuchAccount, RecordRestricted."""
    name = "".join(options.name.split()).upper()
    if answer := _of_account(name, options.as_at, options.known_at):
        return answer
    options.customer = name
    try:
        return _of_customer(to_see(options), options.as_at, options.known_at)
    except NoSuchCustomer:
        raise NoSuchAccount(name=options.name) from None


def _of_account(code: str, as_at: date, known_at: datetime) -> Answer | None:
    found = balance_of(code, as_at=as_at, known_at=known_at)
    if found is None:
        return None
    data = {**asdict(found), "balance_pence": found.balance_pence, "as_at": as_at, "known_at": known_at}
    figures = [
        ("debits", pounds(found.debit_pence)),
        ("credits", pounds(found.credit_pence)),
        ("balance", pounds(found.balance_pence)),
    ]
    return Answer(data, f"{found.code} {found.name}, {day_in_words(as_at)}\n{columns(figures)}")


def _of_customer(customer: Customer, as_at: date, known_at: datetime) -> Answer:
    balance = standing(customer.pk, AsAt(as_at, known_at), most=1).balance
    data = {
        "customer": customer.reference,
        "name": customer.name,
        "owed_pence": balance.owed_pence,
        "overdue_pence": balance.overdue_pence,
        "credit_pence": balance.credit_pence,
        "balance_pence": balance.net_pence,
        "as_at": as_at,
        "known_at": known_at,
    }
    figures = [
        ("owed", pounds(balance.owed_pence)),
        ("of it overdue", pounds(balance.overdue_pence)),
        ("credit not used", pounds(balance.credit_pence)),
        ("balance", pounds(balance.net_pence)),
    ]
    return Answer(data, f"{customer}, {day_in_words(as_at)}\n{columns(figures)}")
