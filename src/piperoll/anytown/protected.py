"""Anytown protects some of those it bills: flags, holds, people who act for them, joint debtors and calls."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from piperoll.anytown.outcome import Outcome
from piperoll.billing.models import Invoice
from piperoll.customers.add_customer import AlreadyThere, add_customer
from piperoll.customers.add_member import add_member
from piperoll.customers.choose_delivery import choose_delivery
from piperoll.customers.details import Details
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.add_representative import RepresentativeTold, add_representative
from piperoll.safeguards.grant_view import grant_view
from piperoll.safeguards.models import Call
from piperoll.safeguards.place_hold import place_hold
from piperoll.safeguards.raise_flag import FlagTold, raise_flag
from piperoll.safeguards.record_call import CallTold, record_call

STEPS = 6
BILLED = 10
_WHERE = ("5 Ropewalk Court\nAnytown", "AN2 5RW")


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """The day's care for people, an outcome at a time; done before, it changes nothing."""
    now: dict[str, Any] = {"on": on, "at": at, "by": team["officer"]}
    some = _billed(on)
    child, late, one, two, both = (_found(name, kind, now) for name, kind in _NEWCOMERS)
    yield _all("Flag customers", "flags", [partial(_flag, c, k, f, now) for c, k, f in _flags(some, child, late, on)])
    yield _all("Who acts for them", "people", [partial(_act, c, k, n, now) for c, k, n in _acting(some, child)])
    yield _all(
        "Place holds", "holds",
        [
            partial(place_hold, customer=some[6], kind="breathing_space", note="Told by their debt adviser", **now),
            partial(place_hold, customer=some[7], until=on + timedelta(days=30), **_disputed(some[7], on), **now),
        ],
    )  # fmt: skip
    yield _all(
        "Print as they need it", "choices",
        [
            partial(choose_delivery, customer=one, channel="post", language="en", format="large_print", **now),
            partial(choose_delivery, customer=two, channel="post", language="en", format="braille", **now),
        ],
    )  # fmt: skip
    yield _all("Owe together", "members", [partial(add_member, account=both, member=m, **now) for m in (one, two)])
    seen: dict[str, Any] = {"username": team["officer"].username, "until": on + timedelta(days=60)}
    granting: dict[str, Any] = {**now, "by": team["manager"], "reason": "Looks after their account"}
    yield _all(
        "Take calls", "calls",
        [
            partial(grant_view, customer=some[3], **seen, **granting),
            partial(_call, some[8], "customer", ("name", "address", "reference"), now),
            partial(_call, some[9], "other", ("name", "address"), now),
        ],
    )  # fmt: skip


_NEWCOMERS = (
    ("Master Toby Fennel", "person"),
    ("Mr Abel Turvey", "person"),
    ("Ms Marian Loom", "person"),
    ("Mr Jonah Loom", "person"),
    ("Ms M and Mr J Loom", "joint"),
)


def _billed(on: date) -> list[int]:
    """The newest people billed on the day: those at the end of its files."""
    found = Customer.objects.filter(kind="person", invoices__invoiced_on=on).order_by("-pk").distinct()
    return list(found.values_list("pk", flat=True)[:BILLED])


def _found(name: str, kind: str, now: dict[str, Any]) -> int:
    """One of the newcomers, added unless they were."""
    address, postcode = _WHERE
    try:
        return add_customer(details=Details(kind=kind, name=name, address=address, postcode=postcode), **now).customer
    except AlreadyThere as there:
        return Customer.objects.get(reference=there.facts["reference"]).pk


def _flags(some: list[int], child: int, late: int, on: date) -> list[tuple[int, str, dict[str, Any]]]:
    died = on - timedelta(days=20)
    return [
        (some[0], "vulnerable", {"needs": "Telephone before writing; speak slowly"}),
        (some[1], "gone_away", {}),
        (some[2], "insolvent", {"insolvency": "bankruptcy", "happened_on": died, "reference": "BKT 417 of 2026"}),
        (some[3], "restricted", {}),
        (some[4], "deceased", {"happened_on": died}),
        (late, "deceased", {"happened_on": died}),
        (child, "minor", {"happened_on": date(on.year - 11, 5, 6)}),
    ]


def _acting(some: list[int], child: int) -> list[tuple[int, str, str]]:
    return [
        (some[4], "executor", "Mrs Wilma Turvey"),
        (some[0], "deputy", "Mr Piers Quill"),
        (some[5], "appointee", "Mrs Nell Hart"),
        (child, "parent", "Mrs Flora Fennel"),
        (some[6], "informal", "Ms Nan Linnet"),
    ]


def _flag(customer: int, kind: str, facts: dict[str, Any], now: dict[str, Any]) -> Any:
    told = FlagTold(kind=kind, evidence="A letter they sent us", review_on=now["on"] + timedelta(days=90), **facts)
    return raise_flag(customer=customer, told=told, **now)


def _act(customer: int, kind: str, name: str, now: dict[str, Any]) -> Any:
    address, postcode = _WHERE
    told = RepresentativeTold(
        kind=kind, name=name, address=address, postcode=postcode, proof="Seen at the desk", proof_seen_on=now["on"],
        is_billed=kind != "informal",
    )  # fmt: skip
    return add_representative(customer=customer, told=told, **now)


def _disputed(customer: int, on: date) -> dict[str, Any]:
    invoice = Invoice.objects.filter(customer=customer, invoiced_on=on).order_by("pk")[0]
    return {
        "kind": "dispute", "note": "Says two visits were missed", "invoice_id": invoice.pk,
        "invoice_number": invoice.number,
    }  # fmt: skip


class _TakenBefore(Refused):
    """That call is on record already: nothing was changed."""

    exit_code = 0


def _call(customer: int, caller: str, passed: tuple[str, ...], now: dict[str, Any]) -> Any:
    if Call.objects.filter(customer=customer, caller=caller).exists():
        raise _TakenBefore()
    name = Customer.objects.get(pk=customer).name if caller == "customer" else "A neighbour"
    told = CallTold(caller=caller, name=name, passed=passed, about="How much is to pay")
    return record_call(customer=customer, told=told, **now)


def _all(step: str, what: str, deeds: list[Callable[[], Any]]) -> Outcome:
    """Do each deed once; a refusal that says it was done before is no fault."""
    run = None
    for deed in deeds:
        try:
            run = deed().run
        except Refused as refusal:
            if refusal.exit_code:
                raise
    return Outcome("day", step, run, len(deeds), len(deeds), what, 0, 0, already=run is None)
