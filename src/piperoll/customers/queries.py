"""Finding customers, and what we know of one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from piperoll.council.models import Council
from piperoll.customers.details import Details
from piperoll.customers.models import Address, Contact, Customer, PayerAccount
from piperoll.customers.rules import one_line, start_of_postcode
from piperoll.database.statements import beside
from piperoll.foundations.references import ReferenceScheme
from piperoll.foundations.refusals import Refused

sql = beside(__file__)
MOST_FOUND = 50
SHORTEST = 2
LONGEST = 80


class NoSuchCustomer(Refused):
    """There is no customer with the reference {reference}. Check each digit, or search by name or postcode."""


@dataclass(frozen=True)
class Found:
    """What a search found, the likeliest first. `more` says that others match too; `hint` says what to try."""

    customers: list[Any] = field(default_factory=list)
    more: bool = False
    hint: str = ""


@dataclass(frozen=True)
class Known:
    """What we know of a customer now, and where they lived before."""

    customer: Customer
    addresses: list[Address]
    contacts: list[Contact]
    payer_accounts: list[PayerAccount]

    @property
    def address(self) -> Address | None:
        """Where letters go now."""
        return next((a for a in self.addresses if a.purpose == "main" and a.valid_to is None), None)

    def contact(self, kind: str) -> str:
        """The email address or phone number in use, or nothing."""
        return next((c.value for c in self.contacts if c.kind == kind and c.valid_to is None), "")


def search(text: str, *, most: int = MOST_FOUND) -> Found:
    """Customers by reference (spaces and check digits forgiven), postcode or its beginning, or any part of a name."""
    typed = one_line(text)[:LONGEST]
    if len(typed) < SHORTEST:
        return Found(hint="Type at least two letters or digits." if typed else "")
    references = possible_references(typed)
    if references and (found := sql.by_reference(references=references)):
        return Found(_as_kept(found))
    with transaction.atomic():
        sql.prefer_indexes()
        found = _by_postcode(typed, most + 1) + _by_name(typed, most + 1)
    return Found(_as_kept(found[:most]), len(found) > most, "" if found else _why_nothing(typed))


def by_reference(reference: str) -> Customer:
    """The customer with a reference, as people type it. Raises NoSuchCustomer."""
    found = Customer.objects.filter(reference=_compact(one_line(reference))).first()
    if found is None:
        raise NoSuchCustomer(reference=one_line(reference)[:LONGEST])
    return found


def known_of(customer: Customer, *, merged: Iterable[Any] = ()) -> Known:
    """Everything we know of a customer, newest first, with the bank accounts of those `merged` into them."""
    accounts = [customer.pk, *(row.id for row in merged)]
    return Known(
        customer,
        list(customer.addresses.order_by("-valid_from", "-id")),
        list(customer.contacts.order_by("-valid_from", "-id")),
        list(PayerAccount.objects.filter(customer__in=accounts).order_by("-last_seen_on", "-id")),
    )


def likely(told: Details, *, most: int = 5) -> list[Any]:
    """Customers who may be the one described, the likeliest first, each with `why` in words."""
    found: list[Any] = sql.likely(
        name=told.name, postcode=told.postcode, email=told.email, company_number=told.company_number, most=most
    )
    return found


def possible_references(typed: str) -> list[str]:
    """The references someone may mean: as typed, with our prefix, or the number alone with its check digits."""
    scheme = customer_scheme()
    compact = _compact(typed)
    digits = compact.removeprefix(scheme.prefix)
    if not (digits.isascii() and digits.isdigit()) or len(compact) > scheme.width:
        return []
    meant = {scheme.prefix + digits}
    if len(digits) <= scheme.digits and int(digits):
        meant.add(scheme.write(int(digits)))
    return sorted(meant)


def customer_scheme() -> ReferenceScheme:
    """How this council writes its customers' references."""
    council = Council.objects.first() or Council()
    return ReferenceScheme(council.customer_prefix, council.customer_digits, council.references_checked)


def _as_kept(found: list[Any]) -> list[Any]:
    """The same customers, those merged into another shown as that other, once; `also` says what led there."""
    kept = {row.merged_id: row for row in sql.kept_for(customers=[row.id for row in found])} if found else {}
    own = {row.id for row in found if row.id not in kept}
    shown = (kept.get(row.id, row) for row in found if row.id not in kept or kept[row.id].id not in own)
    return list({row.id: row for row in shown}.values())


def _by_postcode(typed: str, most: int) -> list[Any]:
    start = start_of_postcode(typed)
    return sql.by_postcode(start=start + "%", most=most) if start else []


def _by_name(typed: str, most: int) -> list[Any]:
    plain = _plain(typed.upper())
    words = sorted(plain.split(), key=_letters_together, reverse=True)[:3]
    if not _letters_together(words[0]):
        return []
    if _letters_together(words[0]) <= SHORTEST:
        short: list[Any] = sql.by_start_of_name(start=f"{plain}%", inside=f"% {plain}%", most=most)
        return short
    first, second, third = (f"%{word}%" for word in (words * 3)[:3])
    named: list[Any] = sql.by_name(start=f"{plain}%", first=first, second=second, third=third, most=most)
    return named


def _letters_together(word: str) -> int:
    """The most letters or digits side by side: three are found anywhere in a name, fewer where a word begins."""
    return max(map(len, re.split(r"[\W_]+", word)))


def _plain(text: str) -> str:
    """Text that LIKE takes letter by letter."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _compact(text: str) -> str:
    return "".join(text.upper().split()).replace("-", "")


def _why_nothing(typed: str) -> str:
    scheme, compact = customer_scheme(), _compact(typed)
    if len(compact) == scheme.width and compact.startswith(scheme.prefix) and compact[len(scheme.prefix) :].isdigit():
        if not scheme.is_valid(compact):
            return f"{compact} has a slip in it: its last two digits do not agree with the rest."
        return f"{compact} is well formed, but no customer has it."
    return ""
