"""The mistakes services make in their files: the row as sent, what will be wrong with it, and the row put right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from typing import NamedTuple

from piperoll.anytown.bills import row_of
from piperoll.anytown.customers import CUSTOMERS, customer
from piperoll.anytown.dice import dice, one_of
from piperoll.anytown.places import Address
from piperoll.anytown.tariffs import TARIFFS

Row = dict[str, str]
_STRANGERS_FROM = 9_000_000
"""Places beyond any customer: the people a mistake bills, who are customers only once it is put right."""


class Mistake(NamedTuple):
    """A row that will be rejected for its `field`; `mended` is what the service sends next day, if anything."""

    row: Row
    field: str
    mended: Row | None


def a_mistake(seed: int, service: str, on: date, which: int, before: Row, billed_before: str) -> Mistake:
    """Mistake number `which` of a file. `before` is the row above it, `billed_before` a charge of an earlier file."""
    rng = dice(seed, "mistake", service, on, which)
    stranger = customer(seed, _STRANGERS_FROM + rng.randrange(300_000), service)
    right = (
        {"service": service, **addressed(stranger.name, stranger.kind, stranger.address, stranger.email)}
        | row_of(TARIFFS[service](rng, on)[0].lines[0], f"{service}-{on:%y%m}-X{which:04d}")
        | {"instalments": "", "due_on": "", "invoice_group": ""}
    )
    kinds = [kind for kind in KINDS if billed_before or kind is not _billed_before]
    if not before:
        kinds.remove(_twice)
    return kinds[which % len(kinds)](rng, right, before, billed_before)


def addressed(name: str, kind: str, address: Address, email: str) -> Row:
    """The feeder columns of a new customer."""
    lines = dict(zip(("address_1", "address_2", "address_3", "address_4"), address.lines, strict=False))
    return {"name": name, "customer_kind": kind, **lines, "postcode": address.postcode, "email": email}


def _no_such_day(rng: Random, right: Row, before: Row, billed: str) -> Mistake:
    return Mistake(right | {"period_from": "31/02/2026"}, "period_from", right)


def _wrong_income_code(rng: Random, right: Row, before: Row, billed: str) -> Mistake:
    other = one_of(rng, [code for code in ("GW01", "LIC02", "BUS01") if code[:2] != right["income_code"][:2]])
    return Mistake(right | {"income_code": other}, "income_code", right)


def _no_postcode(rng: Random, right: Row, before: Row, billed: str) -> Mistake:
    return Mistake(right | {"postcode": ""}, "customer_ref", right)


def _negative_price(rng: Random, right: Row, before: Row, billed: str) -> Mistake:
    return Mistake(right | {"unit_price": "-" + right["unit_price"]}, "unit_price", right)


def _twice(rng: Random, right: Row, before: Row, billed: str) -> Mistake:
    return Mistake(before | {"invoice_group": "", "instalments": "", "due_on": ""}, "external_id", None)


def _unknown_customer(rng: Random, right: Row, before: Row, billed: str) -> Mistake:
    digits = f"{rng.randrange(10_000, 9_000_000):07d}"
    wrong = CUSTOMERS.prefix + digits + f"{(int(CUSTOMERS.write(int(digits))[-2:]) + 7) % 97:02d}"
    bare = dict.fromkeys(("name", "customer_kind", "address_1", "address_2", "address_3", "postcode", "email"), "")
    return Mistake(right | bare | {"customer_ref": wrong}, "customer_ref", right)


def _word_for_a_number(rng: Random, right: Row, before: Row, billed: str) -> Mistake:
    return Mistake(right | {"quantity": one_of(rng, ("two", "1 bin", "n/a", "½"))}, "quantity", right)


def _wrong_vat(rng: Random, right: Row, before: Row, billed: str) -> Mistake:
    return Mistake(right | {"vat_code": "S" if right["vat_code"] != "S" else "Z"}, "vat_code", right)


def _billed_before(rng: Random, right: Row, before: Row, billed: str) -> Mistake:
    return Mistake(right | {"external_id": billed}, "external_id", None)


def _back_to_front(rng: Random, right: Row, before: Row, billed: str) -> Mistake:
    return Mistake(right | {"period_from": "30/11/2026", "period_to": "01/11/2026"}, "period_to", right)


def _nothing_said(rng: Random, right: Row, before: Row, billed: str) -> Mistake:
    return Mistake(right | {"description": ""}, "description", right)


KINDS: tuple[Callable[[Random, Row, Row, str], Mistake], ...] = (
    _no_such_day, _wrong_income_code, _unknown_customer, _twice, _no_postcode, _negative_price, _billed_before,
    _word_for_a_number, _wrong_vat, _back_to_front, _nothing_said,
)  # fmt: skip
