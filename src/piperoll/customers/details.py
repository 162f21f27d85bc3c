"""What may be said of a customer when one is added or changed, tidied, or refused with the field it stands in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

from piperoll.customers.models import Customer
from piperoll.customers.rules import one_line, tidy_address, tidy_email, tidy_phone, tidy_postcode
from piperoll.foundations.refusals import Refused

_LABELS = {"address": "address", "postcode": "postcode", "name": "name", "kind": "kind of customer"}


class DetailMissing(Refused):
    """Enter the customer's {label}: every bill needs it."""


class DetailUnfit(Refused):
    """{why}. Change it and try again."""


@dataclass(frozen=True)
class Details:
    """A customer as described by whoever adds or changes one; `address` has one line of it on each line."""

    kind: str
    name: str
    address: str
    postcode: str
    title: str = ""
    first_name: str = ""
    last_name: str = ""
    trading_as: str = ""
    company_number: str = ""
    email: str = ""
    phone: str = ""

    def tidied(self) -> Details:
        """The same, as it is kept. Raises DetailMissing, DetailUnfit, each with the `field` among its facts."""
        tidy = Details(**{f.name: _tidied(f.name, getattr(self, f.name)) for f in fields(self)})
        for name, label in _LABELS.items():
            if not getattr(tidy, name):
                raise DetailMissing(field=name, label=label)
        if tidy.kind not in dict(Customer.KINDS):
            raise DetailUnfit(field="kind", why=f"{tidy.kind!r} is none of {', '.join(dict(Customer.KINDS))}")
        return tidy


ON_CUSTOMER = ("kind", "name", "title", "first_name", "last_name", "trading_as", "company_number")
_LONGEST = {
    "kind": 12, "name": 120, "title": 20, "first_name": 60, "last_name": 60, "trading_as": 120, "company_number": 12,
    "address": 400, "postcode": 10, "email": 120, "phone": 40,
}  # fmt: skip
_TIDY: dict[str, Callable[[str], str]] = {
    "address": tidy_address,
    "postcode": tidy_postcode,
    "email": tidy_email,
    "phone": tidy_phone,
}


def _tidied(name: str, value: str) -> str:
    if not value.strip():
        return ""
    try:
        tidy = _TIDY.get(name, one_line)(value)
    except ValueError as fault:
        raise DetailUnfit(field=name, why=str(fault)) from None
    if len(tidy) > _LONGEST[name]:
        raise DetailUnfit(field=name, why=f"The {name.replace('_', ' ')} is longer than {_LONGEST[name]} letters")
    return tidy
