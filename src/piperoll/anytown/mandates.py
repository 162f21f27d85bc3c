"""Anytown pays by Direct Debit: mandates by every channel, a slip of a digit caught, plans, and the first notices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from piperoll.anytown.outcome import Outcome
from piperoll.customers.models import Customer
from piperoll.direct_debit.bank_details import NotABankAccount
from piperoll.direct_debit.choose_what_it_pays import PaysThatAlready, choose_what_it_pays
from piperoll.direct_debit.choosing import PaysTold
from piperoll.direct_debit.import_modulus_tables import SameTables, import_modulus_tables
from piperoll.direct_debit.models import Mandate
from piperoll.direct_debit.notify_collections import NothingToNotify, notify_collections
from piperoll.direct_debit.planning import PlanTold
from piperoll.direct_debit.set_collection_plan import PlannedAlready, set_collection_plan
from piperoll.direct_debit.set_up_mandate import MandateTold, set_up_mandate
from piperoll.formats.modulus_tables import read_tables
from piperoll.foundations.actors import Actor
from piperoll.foundations.modulus import Result
from piperoll.receivables.models import Item
from piperoll.runs.models import Run

STEPS = 4
PAYERS = 12
_SORT_CODE = "004415"
_TABLES = b"004400 004499 MOD11 0 0 0 0 0 0 8 7 6 5 4 3 2 1\n"
"""Invented: the published tables are not ours to hand on."""


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """Take tables in, set mandates up, plan some, tell the payers; done before, it changes nothing."""
    now: dict[str, Any] = {"on": on, "at": at, "by": team["officer"]}
    yield _tables({**now, "by": team["manager"]})
    yield _set_up(now)
    yield _plan(now)
    yield _notify(now)


def _tables(now: dict[str, Any]) -> Outcome:
    run = None
    with suppress(SameTables):
        run = import_modulus_tables(weights=_TABLES, source="Invented for Anytown", **now).run
    return Outcome("day", "Take in modulus tables", run, 1, 1, "checks", 0, 0, already=run is None)


def _set_up(now: dict[str, Any]) -> Outcome:
    """Twelve payers: by telephone, on our page and on paper; one is somebody's daughter, one misreads a digit."""
    run, made = None, 0
    for place, customer in enumerate(_payers(now["on"])):
        made += 1
        if not customer.mandates.exists():
            run = set_up_mandate(customer=customer.pk, told=_told(place, customer, now["on"]), **now).run
    wrong = _payers(now["on"])[0]
    with suppress(NotABankAccount):
        set_up_mandate(customer=wrong.pk, told=_told(0, wrong, now["on"], slip=1), **now)
    return Outcome("day", "Set up Direct Debits", run, made + 1, made, "mandates", 1, 0, already=run is None)


def _told(place: int, customer: Customer, on: date, *, slip: int = 0) -> MandateTold:
    facts: dict[str, Any] = {"account_name": customer.name, "account": f"{_account(place) + slip:08d}"}
    if place % 4 == 3:
        facts |= {"channel": "paper", "agreed_on": on - timedelta(days=3), "is_converted": place == 3}
        return MandateTold(sort_code=_SORT_CODE, **facts)
    if place == 1:
        facts |= {
            "account_name": "Ms B Linnet", "payer_name": "Ms Bryony Linnet", "payer_address": "5 Ropewalk Court",
            "payer_postcode": "AN2 5RW",
        }  # fmt: skip
    return MandateTold(
        channel="page" if place % 4 == 2 else "phone", sort_code=_SORT_CODE, is_account_holder=True, signs_alone=True,
        asked="Name, address and the amount of the last bill, all right", **facts,
    )  # fmt: skip


def _account(place: int) -> int:
    """The first number from a round one on that passes the check."""
    tables, number = read_tables(_TABLES, None), 31_000_000 + place * 1_000
    while tables.check(_SORT_CODE, f"{number:08d}").result is not Result.VALID:
        number += 1
    return number


def _payers(on: date) -> list[Customer]:
    """Those who gave theirs that day; the first time, the first people with something still to fall due."""
    given = [mandate.customer for mandate in _mandates(on)]
    owing = Item.objects.filter(kind="instalment", due_on__gte=on).values("customer")
    whole = Customer.objects.filter(kind="person", pk__in=owing, flags=None, mandates=None)
    whole = whole.filter(merged_as=None, kept_for=None)
    return given or list(whole.order_by("pk")[:PAYERS])


def _mandates(on: date) -> list[Mandate]:
    return list(Mandate.objects.filter(run__effective_on=on).select_related("customer").order_by("pk"))


def _plan(now: dict[str, Any]) -> Outcome:
    """Some pay a fixed sum each month, some on chosen days, one for a service alone."""
    first = now["on"] + timedelta(days=21)
    fixed, chosen, alone = (mandate.pk for mandate in _mandates(now["on"])[:3])
    run = None
    acts: list[Callable[[], Any]] = [
        partial(
            set_collection_plan, mandate=fixed,
            plan=PlanTold("fixed", 25_00, "monthly", (first.day,), first, times=12), **now,
        ),
        partial(set_collection_plan, mandate=chosen, plan=PlanTold("variable", None, "monthly", (1, 15), first), **now),
        partial(choose_what_it_pays, mandate=alone, pays=PaysTold(services=("ASC", "TRADE")), **now),
    ]  # fmt: skip
    for act in acts:
        with suppress(PlannedAlready, PaysThatAlready):
            run = act().run
    return Outcome("day", "Plan collections", run, len(acts), len(acts), "plans", 0, 0, already=run is None)


def _notify(now: dict[str, Any]) -> Outcome:
    done = Run.objects.filter(verb="notify_collections", state="done", effective_on=now["on"]).order_by("id").first()
    already = done is not None
    if done is None:
        with suppress(NothingToNotify):
            done = Run.objects.get(pk=notify_collections(**now).run)
    told, run = (done.totals, done.pk) if done else ({}, None)
    return Outcome(
        "day", "Notify payers", run, told.get("collections", 0), told.get("notices", 0), "notices",
        told.get("pulled", 0), told.get("amount_pence", 0), already,
    )  # fmt: skip
