"""Finding invoices, and everything behind one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from piperoll.council.models import Council
from piperoll.database.statements import beside
from piperoll.foundations.references import ReferenceScheme
from piperoll.foundations.refusals import Refused

sql = beside(__file__)
MOST_LINES = 100
KEEPS = timedelta(days=31)
"""So long may a preview be issued, dated as it was previewed."""
STATES = {"open": "Not paid in full", "overdue": "Overdue", "paid": "Paid or credited"}


class NoSuchInvoice(Refused):
    """There is no invoice {number}. Check each digit, or look under the customer's name."""


@dataclass(frozen=True)
class Wanted:
    """Which invoices a list is to show: a service, two days (both or neither), a state of STATES, a run."""

    service: int | None = None
    since: date | None = None
    until: date | None = None
    state: str = ""
    run: int | None = None


@dataclass(frozen=True)
class Slice:
    """Some invoices of a list, newest first; `older` and `newer` say whether there are more on either side."""

    invoices: list[Any]
    older: bool
    newer: bool


def possible_numbers(typed: str) -> list[str]:
    """The numbers someone may mean: as typed without spaces, or with our prefix and check digits worked out."""
    council = Council.objects.first() or Council()
    scheme = ReferenceScheme(council.invoice_prefix, council.invoice_digits, council.references_checked)
    compact = "".join(typed.upper().split()).replace("-", "")
    digits = compact.removeprefix(scheme.prefix)
    if not (digits.isascii() and digits.isdigit()) or len(compact) > scheme.width:
        return []
    meant = {scheme.prefix + digits}
    if len(digits) <= scheme.digits and int(digits):
        meant.add(scheme.write(int(digits)))
    return sorted(meant)


def find(typed: str) -> Any | None:
    """The invoice someone means by a number, or None."""
    numbers = possible_numbers(typed)
    found = sql.numbered(numbers=numbers) if numbers else []
    return found[0] if found else None


def numbered(number: str) -> Any:
    """The invoice with a number. Raises NoSuchInvoice."""
    found = find(number)
    if found is None:
        raise NoSuchInvoice(number="".join(number.split())[:40])
    return found


def asked_for(invoice: int) -> Any | None:
    """The request a service made for an invoice, with who asked; None for one nobody asked for."""
    return next(iter(sql.asked_for(invoice=invoice)), None)


def listed(
    wanted: Wanted, *, today: date, most: int, older_than: int | None = None, newer_than: int | None = None
) -> Slice:
    """Up to `most` of the invoices wanted, from one id on in either direction."""
    days = {"since": wanted.since, "until": wanted.until}
    runs: dict[str, Any] = {"first_run": None, "last_run": None}
    if wanted.since:
        runs = sql.billed_between(**days, keeps_days=KEEPS.days)[0]._asdict()
    rows = sql.listed(
        **days, **runs, service=wanted.service, run=wanted.run, state=wanted.state, today=today,
        before=older_than, beyond=newer_than, back=newer_than is not None, most=most + 1,
    )  # fmt: skip
    more, rows = len(rows) > most, rows[:most]
    if newer_than is not None:
        return Slice(rows[::-1], older=True, newer=more)
    return Slice(rows, older=more, newer=older_than is not None)


def of_customer(customer: int, *, most: int, after: int = 0) -> list[Any]:
    """A customer's invoices, newest first, with what is open of each."""
    found: list[Any] = sql.of_customer(customer=customer, most=most, after=after)
    return found
