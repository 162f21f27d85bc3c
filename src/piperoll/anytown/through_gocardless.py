"""Anytown has a payer whose Direct Debit goes through GoCardless: set up, told, collected, paid out on the day and
shown by the bank. A stand-in on this machine; nobody is debited."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from piperoll.anytown.letters import catching
from piperoll.anytown.outcome import Outcome
from piperoll.anytown.providers import COLLECTED_PENCE, FEE_PENCE
from piperoll.bacs.collect import collect
from piperoll.bacs.models import Collection
from piperoll.bacs.release_collection import release_collection
from piperoll.council.models import Holiday
from piperoll.customers.models import Customer
from piperoll.direct_debit.models import Mandate, NoticedCollection
from piperoll.direct_debit.notify_collections import notify_collections
from piperoll.direct_debit.planning import PlanTold
from piperoll.direct_debit.set_up_mandate import MandateTold, set_up_mandate
from piperoll.dispatch.dispatch_letters import dispatch_letters
from piperoll.foundations.actors import Actor
from piperoll.foundations.bacs_days import cycle_to
from piperoll.gocardless.ask_gocardless import ask_gocardless
from piperoll.gocardless.models import Payout
from piperoll.gocardless.send_to_gocardless import send_to_gocardless
from piperoll.gocardless.stub import TOKEN, Books, Stub
from piperoll.receivables.models import Item
from piperoll.runs.models import Run
from piperoll.safeguards.answers import barred

STEPS = 4
_GIVEN, _TOLD, _TAKEN = timedelta(days=40), timedelta(days=25), timedelta(days=10)
"""So long before the day it was given, the payer was told, and the money taken."""
_LONDON = ZoneInfo("Europe/London")


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """Set one up, hear that the payer's bank has it, collect, and be paid. Done before, they change nothing."""
    officer = team["officer"]
    with _stand_in(_morning(on - _GIVEN)) as stub:
        yield _set_up(on, officer)
        yield _send(stub, on - _GIVEN, officer)
        yield _collect(on - _TOLD, officer, team["senior"])
        yield _paid(stub, on, at, officer)


def _morning(on: date) -> datetime:
    return datetime.combine(on, time(11), _LONDON)


def _set_up(on: date, by: Actor) -> Outcome:
    given_on = on - _GIVEN
    already, run = Mandate.objects.filter(provider="gocardless").exists(), None
    if not already:
        payer = _payer(on)
        told = MandateTold(
            channel="page", sort_code="004823", account="73000420", account_name=payer.name, is_account_holder=True,
            signs_alone=True, asked="Name, address and last bill, all right", provider="gocardless",
            plan=PlanTold("fixed", COLLECTED_PENCE, "monthly", first_on=on - _TAKEN, times=1),
        )  # fmt: skip
        run = set_up_mandate(customer=payer.pk, told=told, on=given_on, at=_morning(given_on), by=by).run
    return Outcome("day", "Set up through GoCardless", run, 1, 1, "mandates", 0, 0, already)


def _payer(on: date) -> Customer:
    """The last person who owes as much as is taken, since long enough, has no mandate, and may have one."""
    owing = Item.objects.filter(
        kind="instalment", balance__open_pence__gte=COLLECTED_PENCE, effective_on__lte=on - _GIVEN,
        due_on__lte=on - _TAKEN,
    ).values("customer")  # fmt: skip
    whole = Customer.objects.filter(kind="person", pk__in=owing, flags=None, mandates=None, merged_as=None)
    not_them = barred("set_up_mandate", on - _GIVEN).keys() | barred("collect", on - _TAKEN).keys()
    return whole.filter(kept_for=None).exclude(pk__in=not_them).order_by("-pk")[0]


def _send(stub: Stub, on: date, by: Actor) -> Outcome:
    """The mandate is made there, the payer's bank takes it in, and we hear of it."""
    before = Run.objects.filter(verb="ask_gocardless", state="done", effective_on=on).order_by("id").first()
    already = before is not None
    if before is None:
        send_to_gocardless(on=on, at=_morning(on), by=by)
        stub.books.bank_day(on)
        before = Run.objects.get(pk=ask_gocardless(on=on, at=_morning(on), by=by).run)
    told = before.totals
    return Outcome(
        "day", "Hear from GoCardless", before.pk, told["events"], told["applied"], "applied", told["exceptions"], 0,
        already,
    )  # fmt: skip


def _collect(told_on: date, by: Actor, other: Actor) -> Outcome:
    """The payer is told; what is due is chosen, released by a colleague, and asked of GoCardless."""
    one = Collection.objects.filter(mandate__provider="gocardless").first()
    already = one is not None
    if one is None:
        notify_collections(on=told_on, at=_morning(told_on), by=by)
        with catching():
            dispatch_letters(on=told_on, at=_morning(told_on) + timedelta(minutes=10), by=by)
        collect_on = NoticedCollection.objects.filter(mandate__provider="gocardless").latest("id").collect_on
        on = cycle_to(collect_on, set(Holiday.objects.values_list("on", flat=True))).input_on
        chosen = collect(collect_on=collect_on, on=on, at=_morning(on), by=by).collection_run
        assert chosen
        release_collection(collection_run=chosen, on=on, at=_morning(on), by=other)
        send_to_gocardless(on=on, at=_morning(on), by=by)
        one = Collection.objects.get(mandate__provider="gocardless")
    return Outcome("day", "Collect by GoCardless", one.run_id, 1, 1, "collected", 0, one.amount_pence, already)


def _paid(stub: Stub, on: date, at: datetime, by: Actor) -> Outcome:
    """It debited the payer, and pays out what the bank shows on the day."""
    payout = Payout.objects.first()
    already = payout is not None
    if payout is None:
        stub.books.bank_day(on)
        ask_gocardless(on=on, at=at, by=by)
        payout = Payout.objects.get()
    return Outcome("day", "GoCardless pays out", payout.run_id, 1, 1, "payouts", 0, payout.amount_pence, already)


@contextmanager
def _stand_in(now: datetime) -> Iterator[Stub]:
    """The stand-in, serving for as long as it takes, whatever GoCardless is named."""
    named = settings.GOCARDLESS_URL, settings.GOCARDLESS_TOKEN
    with Stub(books=Books(now=now.astimezone(UTC), first_on=now.date(), fee_pence=FEE_PENCE)) as stub:
        threading.Thread(target=stub.serve_forever, daemon=True).start()
        settings.GOCARDLESS_URL, settings.GOCARDLESS_TOKEN = stub.url, TOKEN
        try:
            yield stub
        finally:
            settings.GOCARDLESS_URL, settings.GOCARDLESS_TOKEN = named
            stub.shutdown()
