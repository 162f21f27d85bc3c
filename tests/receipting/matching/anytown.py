"""A handful of Anytown's debtors, and a way to say who owes what in one line of a test."""

from __future__ import annotations

from datetime import date

from piperoll.foundations.references import mod97_check_digits
from piperoll.receipting.matching.book import Book
from piperoll.receipting.matching.facts import BankLine, Debtor, OpenItem, OtherLedger
from piperoll.receipting.matching.schemes import Scheme

SCHEMES = (
    Scheme("AT##########", checked=True),
    Scheme("INV######"),
    Scheme("LIC#####/##"),
    Scheme("C#######", "customer"),
    Scheme("PL#####", "plan"),
)
LEDGERS = (
    OtherLedger("council_tax", r"6\d{8}", ("COUNCIL TAX", "CTAX")),
    OtherLedger("housing_rent", r"R10\d{7}", ("RENT",)),
)
MONDAY = date(2026, 11, 16)


def at(number: int) -> str:
    """An Anytown invoice number with its check digits: at(123) is AT00000123 and two more."""
    body = f"{number:08d}"
    return f"AT{body}{mod97_check_digits(body)}"


def person(key: str, first: str, last: str, **more: str) -> Debtor:
    """A person who owes; `key` is the customer number too."""
    return Debtor(key, key, f"MS {first} {last}", "person", first, last, **more)


def firm(key: str, name: str, **more: str) -> Debtor:
    """A body that owes."""
    return Debtor(key, key, name, "company", **more)


def owes(
    customer: str, reference: str, pence: int, *, due: date = date(2026, 10, 1), paid: bool = False, **more: object
) -> OpenItem:
    """An item of so many pence, open unless paid."""
    return OpenItem(reference, reference, customer, due, pence, 0 if paid else pence, **more)  # type: ignore[arg-type]


def pays(pence: int, name: str = "", reference: str = "", *, line_id: str = "L1", **more: object) -> BankLine:
    """A bank line as a statement brings it."""
    references = (reference,) if reference else ()
    return BankLine(line_id, MONDAY, pence, "FPI", name, references=references, **more)  # type: ignore[arg-type]


def crowd(count: int = 4000) -> list[Debtor]:
    """The rest of the town, whom nobody here is called after."""
    return [Debtor(f"T{n}", f"T{n}", f"MR OTTO ZZ{n:04d}Q", "person", "OTTO", f"ZZ{n:04d}Q") for n in range(count)]


def town(*facts: Debtor | OpenItem, crowded: bool = True) -> Book:
    """A book of these debtors and items in a town of four thousand, where a sum of £60.00 is common."""
    book = Book(
        SCHEMES,
        LEDGERS,
        sum_counts={6_000: 160, 4_500: 200, 12_345: 1} | dict.fromkeys(range(20001, 25500, 2), 1),
        customers_in_all=4_000 if crowded else None,
    )
    book.add(
        items=[fact for fact in facts if isinstance(fact, OpenItem)],
        debtors=[fact for fact in facts if isinstance(fact, Debtor)],
    )
    return book
